/// What a client may cost a server. Every number is a limit an attacker meets; the defaults are
/// those of a listener that faces the public.
public struct ServerLimits: Sendable {
    /// Streams that a client may have open on one connection, and handlers that may run for it at
    /// once, whatever the states of the streams say. 1 to 1 000.
    public var concurrentStreamsMax = 100
    /// Decoded header list, each field counted as name + value + 32 bytes (RFC 9113, 6.5.2).
    public var headerListBytesMax = 32 * 1024
    /// Body of a request, in bytes.
    public var bodyBytesMax = 10 * 1024 * 1024
    /// A body up to this size, announced by `content-length`, is complete before its handler is
    /// called, so that the handler needs no stream. In bytes.
    public var smallBodyBytesMax = 64 * 1024
    /// What a client may send on one stream before the handler has taken it, in bytes. Together
    /// with `concurrentStreamsMax` this bounds a connection's memory: 100 × 64 KiB = 6.4 MiB.
    public var streamWindowBytes = 64 * 1024
    /// What a handler may have written ahead of the client before its writes wait, in bytes.
    public var unsentBytesMax = 64 * 1024

    /// From the connection's start until its first request's headers are whole.
    public var firstHeadersTimeout: Duration = .seconds(10)
    /// Without a byte of progress on a stream that has data to send or to receive.
    public var progressTimeout: Duration = .seconds(30)
    /// Between two requests.
    public var idleTimeout: Duration = .seconds(300)
    /// For a handler to answer where the client gave no deadline; a client may only shorten it.
    public var requestTimeout: Duration = .seconds(30)

    /// Streams that either side reset or refused: so many at once …
    public var streamResetsBurst = 100
    /// … and so many a second after that, before the connection ends with ENHANCE_YOUR_CALM.
    public var streamResetsPerSecond = 33
    /// Frames that ask for nothing (PING, SETTINGS, PRIORITY, unknown ones, empty DATA): so many
    /// at once …
    public var idleFramesBurst = 1_000
    /// … and so many a second after that.
    public var idleFramesPerSecond = 100
    /// Frames that wait unsent because the client does not read.
    public var unreadFramesMax = 1_000
    /// Connections that one server holds, on all of its loops, from the moment they are accepted;
    /// another is closed at once.
    public var connectionsMax = 20_000
    /// How long a drained server waits for requests under way.
    public var drainTimeout: Duration = .seconds(30)

    public init() {}

    /// For a listener that only other services reach: a gateway cancels what its clients cancel,
    /// so it resets streams at the rate of all of them together.
    public static var `internal`: ServerLimits {
        var limits = ServerLimits()
        limits.concurrentStreamsMax = 1_000
        limits.streamResetsBurst = 10_000
        limits.streamResetsPerSecond = 5_000
        // Ten frames for each stream.
        limits.unreadFramesMax = 10_000
        return limits
    }
}
