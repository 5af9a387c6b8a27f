/// Fired down the pipeline once the handshake is done, before the first bytes of plaintext.
struct TLSEstablished: Sendable, Hashable {
    /// What ALPN agreed on; nothing if the client did not offer ALPN.
    let applicationProtocol: ApplicationProtocol?

    /// The host the client asked for, in lower case and without a final dot.
    let serverName: String?

    /// The certificate that the peer proved to hold, verified unless verification is off.
    let peerCertificate: PeerCertificate?

    let version: TLSVersion

    /// OpenSSL's name of the cipher suite.
    let cipher: String

    /// Whether an earlier session was resumed.
    let resumed: Bool
}

/// A protocol version this package speaks.
public enum TLSVersion: Sendable, Hashable {
    /// RFC 5246
    case tls12
    /// RFC 8446
    case tls13
}
