extension ClientTLS {
    /// Whom a client trusts and what it offers.
    public struct Configuration: Sendable {
        /// Whose certificates are believed. The system's authorities unless set.
        public var trust: Trust = .system

        /// The certificate to show a server that asks for one.
        public var identity: TLSIdentity?

        /// What ALPN offers, best first; ALPN is not used if this is empty.
        public var applicationProtocols: [ApplicationProtocol] = [.http2, .http1]

        /// How long a handshake may take. 10 s unless set.
        public var handshakeTimeout: Duration = .seconds(10)

        /// The system's authorities, no certificate of our own.
        public init() {}
    }

    /// Whose certificates are believed.
    public enum Trust: Sendable, Hashable {
        /// The authorities that this system trusts (`SSL_CERT_FILE`, or where Debian keeps them).
        case system
        /// These authorities and no other.
        case authorities(PEM)
        /// Anybody's, for any host. Such a connection is private against nobody who is active.
        case insecureForTests
    }
}
