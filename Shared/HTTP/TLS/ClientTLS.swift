import NIOCore

/// A client's side of TLS: whom it trusts, and how it proves who it is.
///
/// One value serves all connections of all event loops and remembers sessions for them.
public final class ClientTLS: Sendable {
    private let context: ClientContext
    private let handshakeTimeout: TimeAmount

    /// Reads authorities, certificate and key. Blocks on the disk: not for event loops.
    ///
    /// - Throws: ``TLSConfigurationError``, which says which file is at fault.
    public init(_ configuration: Configuration = Configuration()) throws(TLSConfigurationError) {
        context = try ClientContext(configuration)
        handshakeTimeout = TimeAmount(configuration.handshakeTimeout)
    }

    /// A handler for the front of one new connection's pipeline.
    ///
    /// - Parameter host: the DNS name or IP address that the certificate must be for.
    func makeHandler(for host: String) throws(TLSError) -> TLSHandler {
        let name = try ServerName(host)
        return TLSHandler(
            try TLSConnection(.client(context, name)),
            handshakeTimeout: handshakeTimeout
        )
    }
}
