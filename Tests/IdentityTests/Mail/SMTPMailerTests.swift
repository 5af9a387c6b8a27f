import Foundation
import HTTP
import NIOCore
import NIOPosix
import Testing
import Vocabulary

@testable import identity

@Suite("Messages reach a mail server of another make", .serialized)
struct SMTPMailerTests {
    private static let message = MailMessage(
        from: .literal("no-reply@vouch.example"),
        to: .literal("ada@example.com"),
        subject: "Your link",
        body: "Hello,\n\n.a line that begins with a dot\n..and one with two\n\nVouch",
        date: Instant(seconds: 1_763_701_764),
        id: MailID(7)
    )

    private func send(
        _ message: MailMessage = message,
        to server: MailServer,
        _ edit: (inout SMTPConfiguration) -> Void = { _ in },
        tls: ClientTLS? = nil
    ) async throws {
        var configuration = SMTPConfiguration(host: "localhost", port: server.port)
        configuration.security = .none
        configuration.timeout = .seconds(10)
        edit(&configuration)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let tls = try tls ?? ClientTLS()
        try await SMTPMailer(configuration, tls: tls, on: loop).send(message)
    }

    @Test("in clear, to a server on this machine, byte for byte")
    func plain() async throws {
        let server = try MailServer()
        try await send(to: server)
        let taken = try server.next()
        #expect(taken.from == "no-reply@vouch.example")
        #expect(taken.to == ["ada@example.com"])
        #expect(!taken.secure)
        #expect(taken.content == Data(Self.message.bytes(eightBit: true)))
        #expect(taken.lines.contains(".a line that begins with a dot"))
        #expect(taken.lines.contains("..and one with two"))
        #expect(taken.lines.contains("Date: Fri, 21 Nov 2025 05:09:24 +0000"))
    }

    @Test("after STARTTLS, signed in", arguments: ["PLAIN", "LOGIN"])
    func startTLS(method: String) async throws {
        let certificate = try MailCertificate()
        defer { certificate.remove() }
        let server = try MailServer(
            "--security",
            "starttls",
            "--certificate",
            certificate.certificate,
            "--key",
            certificate.key,
            "--user",
            "vouch",
            "--password",
            "a secret",
            "--methods",
            method
        )
        let tls = try certificate.trust()
        try await send(
            to: server,
            {
                $0.security = .startTLS
                $0.user = "vouch"
                $0.password = Confidential("a secret")
            },
            tls: tls
        )
        let taken = try server.next()
        #expect(taken.secure)
        #expect(taken.user == "vouch by \(method)")
        await #expect(throws: MailError.notSignedIn) {
            try await send(
                to: server,
                {
                    $0.security = .startTLS
                    $0.user = "vouch"
                    $0.password = Confidential("another")
                },
                tls: tls
            )
        }
    }

    @Test("with TLS from the first byte")
    func implicit() async throws {
        let certificate = try MailCertificate()
        defer { certificate.remove() }
        let server = try MailServer(
            "--security",
            "implicit",
            "--certificate",
            certificate.certificate,
            "--key",
            certificate.key
        )
        try await send(to: server, { $0.security = .implicit }, tls: try certificate.trust())
        #expect(try server.next().to == ["ada@example.com"])
    }

    @Test("not to a server whose certificate nobody vouches for, or that has none")
    func notPrivate() async throws {
        let certificate = try MailCertificate()
        defer { certificate.remove() }
        let secure = try MailServer(
            "--security",
            "starttls",
            "--certificate",
            certificate.certificate,
            "--key",
            certificate.key
        )
        await #expect(throws: MailError.notPrivate) {
            try await send(to: secure, { $0.security = .startTLS })
        }
        let plain = try MailServer()
        await #expect(throws: MailError.notPrivate) {
            try await send(to: plain, { $0.security = .startTLS })
        }
        await #expect(throws: MailError.notPrivate) {
            try await send(to: plain, { $0.user = "vouch" })
        }
    }

    @Test("what the server says of the reader decides whether to try again")
    func refused() async throws {
        let server = try MailServer()
        for (reader, error) in [
            ("gone@example.com", MailError.undeliverable(550)),
            ("later@example.com", .refused(451)),
        ] {
            await #expect(throws: error) {
                try await send(Self.message(to: reader), to: server)
            }
        }
        #expect(MailError.undeliverable(550).isFinal && !MailError.refused(451).isFinal)
    }

    @Test("a server that falls silent is given up")
    func silent() async throws {
        let server = try MailServer()
        let clock = ContinuousClock()
        let start = clock.now
        await #expect(throws: MailError.unreachable) {
            try await send(Self.message(to: "silent@example.com"), to: server) {
                $0.timeout = .milliseconds(500)
            }
        }
        #expect(clock.now - start < .seconds(5))
    }

    @Test("nobody there")
    func nobody() async throws {
        let port: Int = try {
            let server = try MailServer()
            return server.port
        }()
        var configuration = SMTPConfiguration(host: "127.0.0.1", port: port)
        configuration.security = .none
        let mailer = SMTPMailer(
            configuration,
            tls: try ClientTLS(),
            on: MultiThreadedEventLoopGroup.singleton.next()
        )
        await #expect(throws: MailError.unreachable) { try await mailer.send(Self.message) }
    }

    @Test("other letters than ASCII, as they are or in base64, and in addresses where they may be")
    func letters() async throws {
        let message = MailMessage(
            from: Self.message.from,
            to: .literal("ada@example.com"),
            subject: "Your link",
            body: "Grüße aus Köln\n",
            date: Instant(seconds: 0),
            id: MailID(8)
        )
        let modern = try MailServer()
        try await send(message, to: modern)
        let direct = try modern.next()
        #expect(direct.options.contains("BODY=8BITMIME"))
        #expect(direct.lines.contains("Grüße aus Köln"))
        try await send(Self.message(to: "jörg@example.com"), to: modern)
        #expect(try modern.next().to == ["jörg@example.com"])

        let old = try MailServer("--ascii")
        try await send(message, to: old)
        let encoded = try old.next()
        #expect(encoded.content.allSatisfy { $0 < 0x80 })
        #expect(encoded.lines.contains("Content-Transfer-Encoding: base64"))
        let body = encoded.text.components(separatedBy: "\r\n\r\n")[1]
        let decoded = try #require(Data(base64Encoded: body.filter { !$0.isWhitespace }))
        #expect(String(decoding: decoded, as: UTF8.self).hasPrefix("Grüße aus Köln"))
        await #expect(throws: MailError.undeliverable(550)) {
            try await send(Self.message(to: "jörg@example.com"), to: old)
        }
    }

    private static func message(to reader: String) -> MailMessage {
        MailMessage(
            from: message.from,
            to: .literal(reader),
            subject: message.subject,
            body: message.body,
            date: message.date,
            id: message.id
        )
    }
}
