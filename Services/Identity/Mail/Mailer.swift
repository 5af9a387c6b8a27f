/// Takes a message to its reader, or says why not.
protocol Mailer: Sendable {
    /// Returns once the message is somebody else's duty: a mail server has it, or a file.
    func send(_ message: MailMessage) async throws(MailError)
}

/// Why a message was not taken. Holds nothing of the message, and no address.
enum MailError: Error, Hashable {
    /// No connection, or it broke, or took too long.
    case unreachable
    /// The server wants TLS that it does not offer, or whose certificate is not for it.
    case notPrivate
    /// The server does not take our name and password.
    case notSignedIn
    /// The server answered this code; 4xx is worth another try.
    case refused(Int)
    /// The server will never take this message.
    case undeliverable(Int)
    /// The server does not speak as RFC 5321 says.
    case protocolError
    /// The spool's folder cannot be written.
    case cannotSpool

    /// Whether trying again is of no use.
    var isFinal: Bool {
        switch self {
        case .undeliverable: true
        case .unreachable, .notPrivate, .notSignedIn, .refused, .protocolError, .cannotSpool: false
        }
    }
}
