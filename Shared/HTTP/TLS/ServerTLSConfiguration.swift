extension ServerTLS {
    /// What a server shows and asks.
    public struct Configuration: Sendable {
        /// The certificates. Each is shown to clients that ask (by SNI) for a DNS name it is for,
        /// `*.` standing for one label; the first to all others.
        public var identities: [TLSIdentity]

        /// What ALPN may agree on, best first. A client that offers ALPN but none of these is
        /// refused; one without ALPN is not.
        public var applicationProtocols: [ApplicationProtocol] = [.http2, .http1]

        /// Whether clients have to prove who they are.
        public var clientCertificates: ClientCertificates = .none

        /// How long a handshake may take. 10 s unless set.
        public var handshakeTimeout: Duration = .seconds(10)

        /// - Parameter identities: at least one; the first is the default.
        public init(identities: [TLSIdentity]) {
            self.identities = identities
        }
    }

    /// Whether clients have to prove who they are, and to which authorities.
    public enum ClientCertificates: Sendable, Hashable {
        /// They are not asked.
        case none
        /// They may show a certificate; one that these authorities did not issue is refused.
        case optional(authorities: PEM)
        /// They must show a certificate that these authorities issued.
        case required(authorities: PEM)

        var authorities: PEM? {
            switch self {
            case .none: nil
            case .optional(let authorities), .required(let authorities): authorities
            }
        }
    }
}

extension ServerTLS.Configuration {
    var files: [PEM] {
        identities.flatMap(\.files) + [clientCertificates.authorities].compactMap { $0 }
    }
}
