import NIOCore

/// A moment after which an answer is of no use to anyone; monotonic, so that no clock change
/// stretches it.
public struct Deadline: Sendable, Hashable, Comparable {
    let instant: NIODeadline

    init(_ instant: NIODeadline) { self.instant = instant }

    /// No deadline, as a stream of server-sent events has none.
    public static let never = Deadline(.distantFuture)

    /// - Parameter milliseconds: 0 or more from now.
    public static func after(milliseconds: Int) -> Deadline {
        Deadline(.now() + .milliseconds(Int64(max(0, milliseconds))))
    }

    public static func after(_ duration: Duration) -> Deadline {
        Deadline(.now() + TimeAmount(duration))
    }

    /// Whole milliseconds that are left, rounded up, so that what is left is never called nothing;
    /// 0 once it has passed, nil for `never`.
    public var remainingMilliseconds: Int? {
        guard instant != .distantFuture else { return nil }
        let left = (instant - .now()).nanoseconds
        return left <= 0 ? 0 : Int((left + 999_999) / 1_000_000)
    }

    public var hasPassed: Bool { instant <= .now() }

    public static func < (one: Deadline, other: Deadline) -> Bool { one.instant < other.instant }
}
