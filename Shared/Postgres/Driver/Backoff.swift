/// How long to wait before the next attempt: twice as long each time, up to a limit, less up to
/// a half by chance so that many clients do not come back at once.
struct Backoff {
    let first: Duration
    let limit: Duration
    private(set) var failures = 0

    init(first: Duration, limit: Duration) {
        self.first = first
        self.limit = limit
    }

    mutating func failed() -> Duration {
        var generator = SystemRandomNumberGenerator()
        return failed(using: &generator)
    }

    mutating func failed(using generator: inout some RandomNumberGenerator) -> Duration {
        // 2¹⁶ × the first wait is beyond any limit.
        let factor = 1 << min(failures, 16)
        failures += 1
        let full = min(first * factor, limit)
        return full * Double.random(in: 0.5...1, using: &generator)
    }

    mutating func succeeded() {
        failures = 0
    }
}
