import Testing
import Vocabulary

@testable import identity

@Suite("What is said to a mail server")
struct SMTPDialogueTests {
    private static let message = MailMessage(
        from: .literal("a@vouch.example"),
        to: .literal("b@example.com"),
        subject: "S",
        body: "B",
        date: Instant(seconds: 0),
        id: MailID(1)
    )

    private func dialogue(_ security: SMTPConfiguration.Security = .none) -> SMTPDialogue {
        var configuration = SMTPConfiguration(host: "localhost", port: 25)
        configuration.security = security
        configuration.ownName = "vouch.example"
        return SMTPDialogue(Self.message, configuration)
    }

    private func reply(_ code: Int, _ lines: String...) -> SMTPReply {
        SMTPReply(code: code, lines: lines)
    }

    private func text(_ action: SMTPDialogue.Action) -> String? {
        if case .send(let bytes) = action { String(decoding: bytes, as: UTF8.self) } else { nil }
    }

    @Test("in order")
    func order() {
        var dialogue = dialogue()
        #expect(text(dialogue.receive(reply(220))) == "EHLO vouch.example\r\n")
        #expect(
            text(dialogue.receive(reply(250, "hi", "8BITMIME")))
                == "MAIL FROM:<a@vouch.example> BODY=8BITMIME\r\n"
        )
        #expect(text(dialogue.receive(reply(250))) == "RCPT TO:<b@example.com>\r\n")
        #expect(text(dialogue.receive(reply(250))) == "DATA\r\n")
        #expect(text(dialogue.receive(reply(354)))?.hasSuffix("\r\nB\r\n.\r\n") == true)
        #expect(dialogue.receive(reply(250)) == .delivered(Array("QUIT\r\n".utf8)))
    }

    @Test("what was said before TLS is forgotten")
    func afterTLS() {
        var dialogue = dialogue(.startTLS)
        _ = dialogue.receive(reply(220))
        #expect(text(dialogue.receive(reply(250, "hi", "8BITMIME", "STARTTLS"))) == "STARTTLS\r\n")
        #expect(dialogue.receive(reply(220)) == .startTLS)
        #expect(text(dialogue.secured()) == "EHLO vouch.example\r\n")
        #expect(text(dialogue.receive(reply(250, "hi"))) == "MAIL FROM:<a@vouch.example>\r\n")
    }

    @Test("any refusal ends it, at any time", arguments: 0..<6)
    func refusals(step: Int) {
        let replies = [
            reply(220), reply(250, "hi"), reply(250), reply(250), reply(354), reply(250),
        ]
        for code in [421, 450, 500, 554] {
            var dialogue = dialogue()
            for reply in replies[..<step] { _ = dialogue.receive(reply) }
            let isAboutMessage = step >= 3 && code >= 500
            let expected: MailError = isAboutMessage ? .undeliverable(code) : .refused(code)
            #expect(dialogue.receive(reply(code)) == .fail(expected))
        }
        var confused = dialogue()
        for reply in replies[..<step] { _ = confused.receive(reply) }
        #expect(confused.receive(reply(299)) == .fail(.protocolError))
    }

    @Test("replies come in pieces, of one line or of several")
    func reader() throws {
        var reader = SMTPReplyReader()
        var replies: [SMTPReply] = []
        for byte in Array("220 hello\r\n250-a\r\n250-B c\r\n250 d\r\n354\r\n".utf8) {
            reader.append([byte])
            while let reply = try reader.next() { replies.append(reply) }
        }
        #expect(
            replies == [
                reply(220, "hello"), reply(250, "a", "B c", "d"), reply(354, ""),
            ]
        )
        #expect(!reader.hasRest)
        reader.append(Array("250".utf8))
        #expect(reader.hasRest)
    }

    @Test(
        "what is no reply is refused",
        arguments: [
            "hello\r\n", "99 x\r\n", "600 x\r\n", "250_x\r\n", "\r\n",
            String(repeating: "x", count: 3_000),
            String(repeating: "250-x\r\n", count: 101),
        ]
    )
    func malformed(text: String) {
        var reader = SMTPReplyReader()
        reader.append(Array(text.utf8))
        #expect(throws: SMTPReplyReader.Malformed.self) {
            while try reader.next() != nil {}
        }
    }
}
