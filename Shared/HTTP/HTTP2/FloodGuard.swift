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
}
