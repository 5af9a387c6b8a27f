import Foundation
import NIOCore
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(2))) struct TLSReloadTests {
    let made: Certificates
    let chain: URL
    let key: URL

    init() async throws {
        made = try await Certificates.get()
        let folder = try made.makeFolder()
        chain = folder.appending(path: "chain.pem")
        key = folder.appending(path: "key.pem")
        try show(made.localhost)
    }

    @Test func `Under traffic, old connections live on and new ones see the new certificate`()
        async throws
    {
        let tls = try server()
        let client = try made.client()
        try await Endpoint.serving(tls, .echo) { endpoint in
            let log = EventLog()
            let old = try await Endpoint.connect(client, port: endpoint.port, log: log)
            let before = try await fingerprint(log)
            // Connections come and go all the while.
            async let traffic: Void = withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<15 { try await exchange(client, endpoint.port) }
                    }
                }
                try await group.waitForAll()
            }
            for round in 0..<20 {
                try show(round.isMultiple(of: 2) ? made.renewed : made.localhost)
                try tls.reload()
                try await Task.sleep(for: .milliseconds(5))
            }
            try show(made.renewed)
            try tls.reload()
            try await traffic
            let fresh = EventLog()
            let new = try await Endpoint.connect(made.client(), port: endpoint.port, log: fresh)
            #expect(try await fingerprint(fresh) != before)
            try await old.writeAndFlush(ByteBuffer(string: "still here"))
            try await eventually("echo") { log.bytes == Array("still here".utf8) }
            try await old.close()
            try await new.close()
        }
    }

    @Test func `Broken files are refused by name, and the old certificate stays`() throws {
        let tls = try server()
        let before = try seen(tls)
        let breakages: [(URL, String, TLSConfigurationError.Reason)] = [
            (chain, "not a certificate", .noCertificate),
            (
                chain, try text(made.localhost.chain) + "-----BEGIN CERTIFICATE-----\nAAAA\n",
                .noCertificate
            ),
            (key, "", .noPrivateKey),
            (key, try text(made.renewed.key), .keyDoesNotMatch),
            (key, try text(made.encryptedKey.key), .privateKeyIsEncrypted),
        ]
        for (file, content, reason) in breakages {
            try show(made.localhost)
            try tls.reload()
            try content.write(to: file, atomically: true, encoding: .utf8)
            let error = TLSConfigurationError(source: file.path, reason: reason)
            #expect(throws: error) { try tls.reload() }
            #expect(try seen(tls) == before)
        }
        try FileManager.default.removeItem(at: chain)
        let error = TLSConfigurationError(source: chain.path, reason: .unreadable)
        #expect(throws: error) { try tls.reload() }
        #expect(try seen(tls) == before)
    }

    @Test func `The poll reloads on change only, and complains once`() throws {
        let tls = try server()
        let before = try seen(tls)
        #expect(try tls.reloadIfChanged() == false)
        try show(made.renewed)
        #expect(try tls.reloadIfChanged())
        #expect(try tls.reloadIfChanged() == false)
        #expect(try seen(tls) != before)
        try "broken".write(to: key, atomically: true, encoding: .utf8)
        #expect(throws: TLSConfigurationError.self) { try tls.reloadIfChanged() }
        #expect(try tls.reloadIfChanged() == false)
        try show(made.localhost)
        #expect(try tls.reloadIfChanged())
        #expect(try seen(tls) == before)
    }

    @Test func `A link that is turned to other files counts as a change`() throws {
        let folder = try made.makeFolder()
        let link = folder.appending(path: "current.pem")
        let files = FileManager.default
        try files.createSymbolicLink(
            at: link,
            withDestinationURL: URL(filePath: made.localhost.chain)
        )
        let tls = try ServerTLS(
            .init(identities: [
                TLSIdentity(
                    certificateChain: .file(link.path),
                    privateKey: .file(made.localhost.key)
                )
            ])
        )
        try files.removeItem(at: link)
        try files.createSymbolicLink(
            at: link,
            withDestinationURL: URL(filePath: made.renewed.chain)
        )
        let error = TLSConfigurationError(source: made.localhost.key, reason: .keyDoesNotMatch)
        #expect(throws: error) { try tls.reloadIfChanged() }
    }

    @Test func `Many reloads and handshakes at once do not meet`() async throws {
        let tls = try server()
        let client = try made.client()
        let pairs = [made.localhost, made.renewed]
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for round in 0..<40 {
                    try show(pairs[round % 2])
                    try tls.reload()
                }
            }
            group.addTask { for _ in 0..<40 { try tls.reloadIfChanged() } }
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<40 {
                        let wire = try Wire(client: client, server: tls).connect()
                        #expect(wire.clientLog.established.count == 1)
                        wire.finish()
                    }
                }
            }
            do { try await group.waitForAll() } catch is TLSConfigurationError {
                // The poll may find the certificate renewed and the key not yet.
            }
        }
    }
}

extension TLSReloadTests {
    private func server() throws -> ServerTLS {
        let identity = TLSIdentity(certificateChain: .file(chain.path), privateKey: .file(key.path))
        return try ServerTLS(ServerTLS.Configuration(identities: [identity]))
    }

    private func show(_ leaf: Certificates.Leaf) throws {
        try text(leaf.chain).write(to: chain, atomically: true, encoding: .utf8)
        try text(leaf.key).write(to: key, atomically: true, encoding: .utf8)
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    /// The certificate that a new client sees.
    private func seen(_ tls: ServerTLS) throws -> [UInt8] {
        let wire = try Wire(client: made.client(), server: tls).connect()
        defer { wire.finish() }
        return try #require(wire.clientLog.established.first?.peerCertificate?.fingerprint)
    }

    private func fingerprint(_ log: EventLog) async throws -> [UInt8] {
        try await eventually("handshake") { !log.established.isEmpty }
        return try #require(log.established.first?.peerCertificate?.fingerprint)
    }

    private func exchange(_ client: ClientTLS, _ port: Int) async throws {
        let log = EventLog()
        let channel = try await Endpoint.connect(client, port: port, log: log)
        try await channel.writeAndFlush(ByteBuffer(string: "ping"))
        try await eventually("echo") { log.bytes == Array("ping".utf8) }
        try await channel.close()
    }
}
