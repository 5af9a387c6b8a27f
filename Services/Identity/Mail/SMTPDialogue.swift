import FoundationEssentials
import Vocabulary

/// What to say to a mail server, and when: replies in, actions out. No socket, no clock.
struct SMTPDialogue {
    /// What to do next.
    enum Action: Hashable {
        /// Send these bytes.
        case send([UInt8])
        /// Put TLS in front, then call `secured`.
        case startTLS
        /// The server has the message: say goodbye with these bytes, and go.
        case delivered([UInt8])
        /// Give up.
        case fail(MailError)
    }

    private enum State {
        case greeting, hello, startingTLS, password, authenticating, sender, reader, data, message
    }

    private let message: MailMessage
    private let configuration: SMTPConfiguration
    private var state = State.greeting
    private var isPrivate: Bool
    private var extensions: Set<String> = []

    init(_ message: MailMessage, _ configuration: SMTPConfiguration) {
        self.message = message
        self.configuration = configuration
        isPrivate = configuration.security == .implicit
    }

    /// Takes a reply and says what to do.
    mutating func receive(_ reply: SMTPReply) -> Action {
        switch (state, reply.code) {
        case (.greeting, 220): return hello()
        case (.hello, 250): return afterHello(reply)
        case (.startingTLS, 220): return .startTLS
        case (.password, 334): return answer(.authenticating, configuration.password)
        case (.password, 235), (.authenticating, 235): return sender()
        case (.password, _), (.authenticating, _): return .fail(.notSignedIn)
        case (.startingTLS, _): return .fail(.notPrivate)
        case (.sender, 250): return say(.reader, "RCPT TO:<\(message.to)>")
        case (.reader, 250...251): return say(.data, "DATA")
        case (.data, 354): return content()
        case (.message, 250): return .delivered(Array("QUIT\r\n".utf8))
        case (.reader, 500...599), (.data, 500...599), (.message, 500...599):
            return .fail(.undeliverable(reply.code))
        case (_, 400...599): return .fail(.refused(reply.code))
        case (_, _): return .fail(.protocolError)
        }
    }

    /// TLS stands: what was said before counts no more.
    mutating func secured() -> Action {
        isPrivate = true
        return hello()
    }

    private mutating func hello() -> Action {
        say(.hello, "EHLO \(configuration.ownName)")
    }

    private mutating func afterHello(_ reply: SMTPReply) -> Action {
        extensions = Set(reply.lines.dropFirst().map { $0.uppercased() })
        if configuration.security == .startTLS, !isPrivate {
            guard extensions.contains("STARTTLS") else { return .fail(.notPrivate) }
            return say(.startingTLS, "STARTTLS")
        }
        guard let user = configuration.user else { return sender() }
        // Never in clear, whatever the server offers.
        guard isPrivate else { return .fail(.notPrivate) }
        let methods = extensions.first { $0.hasPrefix("AUTH ") }?.split(separator: " ") ?? []
        if methods.contains("PLAIN") {
            let text = "\0\(user)\0\(configuration.password.text)"
            return say(.authenticating, "AUTH PLAIN \(Data(text.utf8).base64EncodedString())")
        }
        guard methods.contains("LOGIN") else { return .fail(.notSignedIn) }
        return say(.password, "AUTH LOGIN \(Data(user.utf8).base64EncodedString())")
    }

    private mutating func answer(_ next: State, _ secret: Confidential) -> Action {
        say(next, Data(secret.text.utf8).base64EncodedString())
    }

    private mutating func sender() -> Action {
        var parameters = ""
        if extensions.contains("8BITMIME") { parameters += " BODY=8BITMIME" }
        if !message.hasPlainAddresses {
            guard extensions.contains("SMTPUTF8") else { return .fail(.undeliverable(550)) }
            parameters += " SMTPUTF8"
        }
        return say(.sender, "MAIL FROM:<\(message.from)>\(parameters)")
    }

    /// The message, a dot more before lines that begin with one, and the dot that ends it.
    private mutating func content() -> Action {
        state = .message
        let bytes = message.bytes(eightBit: extensions.contains("8BITMIME"))
        var content: [UInt8] = []
        var isLineStart = true
        for byte in bytes {
            if isLineStart, byte == UInt8(ascii: ".") { content.append(byte) }
            content.append(byte)
            isLineStart = byte == UInt8(ascii: "\n")
        }
        return .send(content + Array(".\r\n".utf8))
    }

    private mutating func say(_ next: State, _ line: String) -> Action {
        state = next
        return .send(Array("\(line)\r\n".utf8))
    }
}
