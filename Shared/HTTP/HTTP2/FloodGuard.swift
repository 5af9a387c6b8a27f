import NIOCore

/// Counts what costs a server work and brings a client nothing.
struct FloodGuard {
    private var resets: TokenBucket
    private var idleFrames: TokenBucket
    private(set) var isExceeded = false

    init(_ limits: ServerLimits, now: NIODeadline) {
        resets = TokenBucket(
            burst: limits.streamResetsBurst,
            perSecond: limits.streamResetsPerSecond,
            now: now
        )
        idleFrames = TokenBucket(
            burst: limits.idleFramesBurst,
            perSecond: limits.idleFramesPerSecond,
            now: now
        )
    }

    mutating func reset(now: NIODeadline) {
        if !resets.take(now: now) { isExceeded = true }
    }

    mutating func idleFrame(now: NIODeadline) {
        if !idleFrames.take(now: now) { isExceeded = true }
    }

    /// The client received something worth a WINDOW_UPDATE for its stream and one for the
    /// connection; those are not idle.
    mutating func earned() { idleFrames.put(2) }

    /// A DATA frame that ends no stream and is smaller than this earns nothing: whoever opens the
    /// window octet by octet makes the server send a frame for each.
    static let earningBytesMin = 1_024
}
