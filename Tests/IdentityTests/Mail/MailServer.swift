import Foundation
import HTTP

@testable import identity

/// A mail server of another make, run for one test.
final class MailServer {
    /// A message as the server took it.
    struct Taken: Decodable {
        let from: String
        let to: [String]
        let options: [String]
        let content: Data
        let secure: Bool
        let user: String?

        var text: String { String(decoding: content, as: UTF8.self) }
        var lines: [String] { text.components(separatedBy: "\r\n") }
    }

    let port: Int
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var pending: [UInt8] = []

    init(_ arguments: String...) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let python = root.appending(path: ".vouch/python/bin/python3").path()
        let isPrepared = FileManager.default.isExecutableFile(atPath: python)
        process.executableURL = URL(filePath: "/usr/bin/env")
        let script = root.appending(path: "Tests/Scripts/smtp_server.py").path()
        process.arguments = [isPrepared ? python : "python3", script] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let handle = output.fileHandleForReading
        guard let line = Self.line(handle, &pending), let port = Int(line) else {
            throw CocoaError(.fileReadUnknown)
        }
        self.port = port
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The next message that was taken; waits for it.
    func next() throws -> Taken {
        let line = Self.line(output.fileHandleForReading, &pending) ?? ""
        return try JSONDecoder().decode(Taken.self, from: Data(line.utf8))
    }

    private static func line(_ handle: FileHandle, _ pending: inout [UInt8]) -> String? {
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                defer { pending.removeSubrange(...end) }
                return String(decoding: pending[..<end], as: UTF8.self)
            }
            let more = handle.availableData
            guard !more.isEmpty else { return nil }
            pending.append(contentsOf: more)
        }
    }
}

/// A certificate for `localhost` that signs itself.
struct MailCertificate {
    let folder: URL
    var certificate: String { folder.appending(path: "cert.pem").path() }
    var key: String { folder.appending(path: "key.pem").path() }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "vouch-mail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-keyout", key, "-out", certificate, "-subj", "/CN=localhost", "-days", "2",
            "-addext", "subjectAltName=DNS:localhost",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// A client that believes in this certificate and no other.
    func trust() throws -> ClientTLS {
        var configuration = ClientTLS.Configuration()
        configuration.trust = .authorities(.file(certificate))
        configuration.applicationProtocols = []
        return try ClientTLS(configuration)
    }
}
