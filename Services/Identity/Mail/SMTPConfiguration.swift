import Vocabulary

/// Which mail server takes our messages, and how it is spoken to.
struct SMTPConfiguration: Sendable {
    /// What keeps others from reading along.
    enum Security: String, CaseIterable, Sendable {
        /// The server is asked for TLS first; without it nothing is sent.
        case startTLS = "starttls"
        /// TLS from the first byte.
        case implicit
        /// Nothing: for a server on this machine.
        case none
    }

    var host: String
    var port: Int
    var security = Security.startTLS
    /// Who signs in; nobody where the server asks for no name.
    var user: String?
    var password = Confidential("")
    /// What we call ourselves.
    var ownName = "localhost"
    /// How long the whole exchange may take.
    var timeout: Duration = .seconds(30)
}
