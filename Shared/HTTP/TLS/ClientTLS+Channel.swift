public import NIOCore

extension ClientTLS {
    /// A handler for the front of a channel that speaks another protocol than HTTP. What is written
    /// before the handshake is done waits for it; every fault is fired as a ``TLSError`` and closes
    /// the channel.
    ///
    /// - Parameter host: the DNS name or IP address that the certificate must be for.
    public func handler(for host: String) throws(TLSError) -> any ChannelDuplexHandler {
        try makeHandler(for: host)
    }
}
