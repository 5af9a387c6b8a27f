/// What a client spends on one service, and how long it waits for it. Counts are per event loop.
public struct ClientLimits: Sendable {
    // MARK: Connections

    /// Connections to one address. 1 or more.
    public var connectionsPerAddressMax = 4
    /// Requests under way on one HTTP/2 connection; the peer may allow fewer.
    public var streamsPerConnectionMax = 128
    /// Requests that wait because every connection is full; one more fails at once.
    public var waitingMax = 1_000
    /// How long a request waits for a connection.
    public var waitTimeout: Duration = .seconds(5)
    /// From the first packet until the peer has spoken HTTP: TCP, TLS and the first SETTINGS.
    public var connectTimeout: Duration = .seconds(2)
    /// A connection without a request is closed after this time.
    public var idleTimeout: Duration = .seconds(60)
    /// Names are looked up again this often.
    public var lookupInterval: Duration = .seconds(30)
    /// Addresses that one name may stand for; the rest are left out.
    public var addressesPerNameMax = 64

    // MARK: Peers that have died

    /// A connection that has been silent for so long is sent a PING …
    public var pingInterval: Duration = .seconds(10)
    /// … and given up when the answer takes longer than this.
    public var pingTimeout: Duration = .seconds(5)
    /// Without a byte of progress where the peer has to send or to make room, the request ends.
    public var progressTimeout: Duration = .seconds(30)
    /// So many failures in a row and an address is ejected; a lost connection ejects it at once.
    public var failuresMax = 5
    /// How long an address is ejected first; doubled each time until an answer comes, ± 50 %.
    public var ejection: Duration = .milliseconds(200)
    /// What the doubling ends at.
    public var ejectionMax: Duration = .seconds(30)

    // MARK: Retries

    /// Times that a request is tried, the first included.
    public var attemptsMax = 3
    /// The pause before the second attempt; doubled before each further one, ± 50 %.
    public var backoff: Duration = .milliseconds(25)
    /// Retries for each request, over time: 0.2 are 20 % of traffic.
    public var retryRatio = 0.2
    /// Retries that a quiet client may spend at once; one comes back each second.
    public var retryReserve = 10

    // MARK: What a peer may send

    /// Decoded header list, each field counted as name + value + 32 bytes; interim responses and
    /// trailers count towards the same sum.
    public var headerListBytesMax = 32 * 1024
    /// Body of a response, in bytes; a request may say otherwise.
    public var bodyBytesMax = 10 * 1024 * 1024
    /// A body up to this size, announced by `content-length`, arrives with its head. In bytes.
    public var smallBodyBytesMax = 64 * 1024
    /// What a peer may send on one stream before it has been taken, in bytes.
    public var streamWindowBytes = 256 * 1024
    /// What a request's writer may have written ahead of the peer before it waits, in bytes.
    public var unsentBytesMax = 64 * 1024
    /// Frames that wait unsent because the peer does not read.
    public var unreadFramesMax = 1_000
    /// Frames that ask for nothing (PING, SETTINGS, unknown ones, empty DATA): so many at once …
    public var idleFramesBurst = 1_000
    /// … and so many a second after that, before the connection ends.
    public var idleFramesPerSecond = 100

    public init() {}
}
