/// Why a body could not be read or written to its end.
public enum BodyError: Error, Sendable, Hashable {
    /// The peer reset the stream or closed the connection.
    case peerGone
    /// The body is larger than its limit.
    case tooLarge
    /// The deadline passed, or nothing moved for `progressTimeout`.
    case timedOut
    /// The task that read was cancelled, and the stream reset with it.
    case cancelled
    /// Two readers at once; a body has one.
    case alreadyReading
    /// The body ended before or went on beyond its `content-length`, or its coding was broken.
    case malformed
}
