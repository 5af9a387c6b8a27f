import Glibc

extension Duration {
    /// Nanoseconds; what does not fit is as long as can be.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        if overflow { return seconds < 0 ? 0 : .max / 4 }
        return min(product + attoseconds / 1_000_000_000, .max / 4)
    }

    /// Whole milliseconds, rounded up, at least 1 (PostgreSQL's 0 means "for ever") and within
    /// PostgreSQL's range.
    var milliseconds: Int64 {
        min(max(1, (nanoseconds + 999_999) / 1_000_000), Int64(Int32.max))
    }
}

/// The driver's clock.
enum Clock {
    /// Nanoseconds since some moment in the past; never goes back.
    static func now() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
