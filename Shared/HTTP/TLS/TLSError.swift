/// What can end a TLS connection.
///
/// A reason is one of OpenSSL's fixed texts; it never carries data of either side.
public enum TLSError: Error, Sendable, Hashable {
    /// The handshake failed, here or by the peer's alert.
    case handshakeFailed(reason: String)
    /// The peer's certificate chain does not lead to an authority trusted here.
    case certificateUntrusted(reason: String)
    /// The certificate is trusted, but is not for the host that was asked for.
    case hostNameMismatch
    /// The name to connect to is neither a DNS name nor an IP address.
    case invalidServerName
    /// The handshake took longer than the configuration allows.
    case timedOut
    /// The peer went before the handshake was done.
    case closedEarly
    /// The connection ended without `close_notify`: the last message may be cut short.
    case truncated
    /// The peer broke the protocol, or sent an alert, after the handshake.
    case protocolFailed(reason: String)
    /// The peer keeps sending records that carry no data but want an answer.
    case controlFlood
    /// More was written before the end of the handshake than may be queued.
    case queueFull
    /// Written after this side said `close_notify`.
    case outputClosed
    /// OpenSSL could not allocate a connection.
    case outOfResources
}
