import Foundation
import HTTP
import ProgramKit

/// An authority and the certificates of all kinds it (or nobody) issued, made once a test run by
/// the `openssl` command, EC P-256, in a folder that goes with the process.
struct Certificates: Sendable {
    private static let shared = Task { try await Certificates() }

    static func get() async throws -> Certificates { try await shared.value }

    struct Leaf: Sendable {
        let chain: String
        let key: String

        var identity: TLSIdentity {
            TLSIdentity(certificateChain: .file(chain), privateKey: .file(key))
        }
    }

    private static let present = ("20200101000000Z", "20491231000000Z")
    private static let past = ("20200101000000Z", "20210101000000Z")

    private static let folder = FileManager.default.temporaryDirectory
        .appending(path: "vouch-tls-\(UUID().uuidString)")

    let authority: PEM
    let foreignAuthority: PEM
    let authorityFile: String
    let localhost: Leaf
    let renewed: Leaf
    let wildcard: Leaf
    let other: Leaf
    let address: Leaf
    let expired: Leaf
    let selfSigned: Leaf
    let intermediate: Leaf
    let client: Leaf
    let foreignClient: Leaf
    let encryptedKey: Leaf

    private init() async throws {
        let folder = Self.folder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        atexit { _ = try? FileManager.default.removeItem(at: Certificates.folder) }
        let trusted = try await Issuer(named: "ca", in: folder)
        let foreign = try await Issuer(named: "foreign", in: folder)
        authorityFile = trusted.leaf.chain
        authority = .file(trusted.leaf.chain)
        foreignAuthority = .file(foreign.leaf.chain)
        let server = "extendedKeyUsage=serverAuth\nsubjectAltName="
        let user = "extendedKeyUsage=clientAuth\nsubjectAltName="
        func issue(_ name: String, _ extensions: String) async throws -> Leaf {
            try await trusted.issue(name, extensions, during: Self.present)
        }
        localhost = try await issue("localhost", server + "DNS:localhost")
        renewed = try await issue("renewed", server + "DNS:localhost")
        wildcard = try await issue("wildcard", server + "DNS:*.example.org")
        other = try await issue("other", server + "DNS:other.example.org,DNS:api.example.net")
        address = try await issue("address", server + "IP:127.0.0.1,IP:::1")
        expired = try await trusted.issue("expired", server + "DNS:localhost", during: Self.past)
        selfSigned = try await Issuer(named: "selfsigned", in: folder).leaf
        let between = try await Issuer(named: "between", in: folder, issuedBy: trusted)
        intermediate = try await between.issue(
            "intermediate",
            server + "DNS:localhost",
            during: Self.present,
            appending: between.leaf.chain
        )
        client = try await issue(
            "client",
            user + "URI:spiffe://vouch/client,email:client@example.org"
        )
        foreignClient = try await foreign.issue(
            "stranger",
            user + "DNS:stranger",
            during: Self.present
        )
        let key = folder.appending(path: "encrypted.key").path
        try await openssl([
            "ec", "-in", localhost.key, "-aes128", "-passout", "pass:x", "-out", key,
        ])
        encryptedKey = Leaf(chain: localhost.chain, key: key)
    }

    var folder: URL { Self.folder }

    /// A folder of a test's own.
    func makeFolder() throws -> URL {
        let url = folder.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }
}

/// An authority with its database, as `openssl ca` wants it.
private struct Issuer {
    let leaf: Certificates.Leaf
    private let folder: URL
    private let configuration: String

    init(named name: String, in folder: URL, issuedBy parent: Issuer? = nil) async throws {
        self.folder = folder
        let path = { (suffix: String) in folder.appending(path: name + suffix).path }
        let usage = "keyUsage=critical,keyCertSign,cRLSign,digitalSignature"
        if let parent {
            leaf = try await parent.issue(
                name,
                "basicConstraints=critical,CA:true\n" + usage,
                during: ("20200101000000Z", "20491231000000Z")
            )
        } else {
            leaf = Certificates.Leaf(chain: path(".pem"), key: path(".key"))
            try await openssl([
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-keyout", leaf.key, "-out", leaf.chain, "-days", "3650", "-subj", "/CN=\(name)",
                "-addext", usage, "-addext", "subjectAltName=DNS:localhost",
            ])
        }
        configuration = path(".cnf")
        try "".write(toFile: path(".index"), atomically: true, encoding: .utf8)
        let text = """
            [ca]
            default_ca=authority
            [authority]
            database=\(path(".index"))
            new_certs_dir=\(folder.path)
            default_md=sha256
            policy=any
            unique_subject=no
            rand_serial=yes
            certificate=\(leaf.chain)
            private_key=\(leaf.key)
            [any]
            commonName=supplied
            """
        try text.write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    func issue(
        _ name: String,
        _ extensions: String,
        during validity: (String, String),
        appending more: String? = nil
    ) async throws -> Certificates.Leaf {
        let path = { (suffix: String) in folder.appending(path: name + suffix).path }
        let leaf = Certificates.Leaf(chain: path(".pem"), key: path(".key"))
        try (extensions + "\n").write(toFile: path(".ext"), atomically: true, encoding: .utf8)
        try await openssl([
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", leaf.key, "-out", path(".csr"), "-subj", "/CN=\(name)",
        ])
        try await openssl([
            "ca", "-batch", "-config", configuration, "-notext", "-in", path(".csr"),
            "-out", leaf.chain, "-extfile", path(".ext"),
            "-startdate", validity.0, "-enddate", validity.1,
        ])
        if let more {
            let text = try String(contentsOfFile: leaf.chain, encoding: .utf8)
            let rest = try String(contentsOfFile: more, encoding: .utf8)
            try (text + rest).write(toFile: leaf.chain, atomically: true, encoding: .utf8)
        }
        return leaf
    }
}

/// Runs `openssl` to its end; what it says is the error if it fails.
func openssl(_ arguments: [String]) async throws {
    let program = try await Program.run("openssl", arguments)
    guard program.status == 0 else { throw Unfulfilled(what: program.said) }
}
