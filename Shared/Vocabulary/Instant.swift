import FoundationEssentials

/// A moment, in microseconds since 1970-01-01T00:00:00Z: PostgreSQL's `timestamptz` resolution.
@frozen
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since the Unix epoch, without leap seconds.
    public let microseconds: Int64

    /// Takes microseconds since the Unix epoch.
    @inlinable
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Takes whole seconds since the Unix epoch.
    @inlinable
    public init(seconds: Int64) {
        self.init(microseconds: seconds * 1_000_000)
    }

    /// The system's clock. Only an entry point asks it; everything else is given a closure.
    public static func now() -> Instant {
        Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }

    /// Earlier moments are less.
    @inlinable
    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    /// The moment that lies `duration` later, to the microsecond, clamped at the type's ends.
    public static func + (instant: Instant, duration: Duration) -> Instant {
        let (sum, overflow) = instant.microseconds.addingReportingOverflow(duration.microseconds)
        guard overflow else { return Instant(microseconds: sum) }
        return Instant(microseconds: duration < .zero ? .min : .max)
    }

    /// The moment that lies `duration` earlier, to the microsecond, clamped at the type's ends.
    public static func - (instant: Instant, duration: Duration) -> Instant {
        instant + (.zero - duration)
    }

    /// The time from `right` to `left`; negative when `left` comes first.
    public static func - (left: Instant, right: Instant) -> Duration {
        .seconds(left.microseconds / 1_000_000 - right.microseconds / 1_000_000)
            + .microseconds(left.microseconds % 1_000_000 - right.microseconds % 1_000_000)
    }

    /// The day in UTC; `nil` outside years 1 to 9999.
    public var date: CalendarDate? {
        CalendarDate(daysSinceEpoch: Int(floorDivide(microseconds, Self.microsecondsInDay)))
    }

    static let microsecondsInDay: Int64 = 86_400_000_000
}

extension Duration {
    /// Whole microseconds, rounded towards zero and clamped.
    var microseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, carry) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        guard overflow || carry else { return sum }
        return seconds < 0 ? .min : .max
    }
}

/// Division that rounds towards minus infinity, so that times before 1970 have the right day.
func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
}
