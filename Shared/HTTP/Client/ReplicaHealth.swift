import NIOCore

/// Whether an address is to be given requests: events in, a verdict out.
///
/// ```
/// healthy ── failed ──► ejected ── time passes ──► probing ── connected ──► healthy
///                          ▲                          │
///                          └───────── failed ─────────┘   (for twice as long)
/// ```
struct ReplicaHealth {
    private(set) var state = State.healthy
    private var failures = 0
    /// Ejections since the last answer.
    private var ejections = 0
    private let failuresMax: Int
    private let backoff: Backoff

    enum State: Equatable {
        case healthy
        case ejected(until: NIODeadline)
        /// A connection is being tried; nobody's request waits for it.
        case probing
    }

    init(_ limits: ClientLimits) {
        failuresMax = limits.failuresMax
        backoff = Backoff(
            first: TimeAmount(limits.ejection),
            longest: TimeAmount(limits.ejectionMax)
        )
    }

    var isHealthy: Bool { state == .healthy }

    /// When it may be tried again: the least bad of several ejected ones has the earliest.
    var retryAt: NIODeadline {
        switch state {
        case .healthy, .probing: .uptimeNanoseconds(0)
        case .ejected(let until): until
        }
    }

    /// It answered.
    mutating func answered() {
        failures = 0
        ejections = 0
    }

    /// A connection to it stands.
    mutating func connected() {
        state = .healthy
        failures = 0
    }

    /// A request was refused, or its deadline passed in silence.
    /// - Returns: whether this ejected it.
    mutating func requestFailed(now: NIODeadline, random: Double) -> Bool {
        failures += 1
        guard failures >= failuresMax, isHealthy else { return false }
        eject(now: now, random: random)
        return true
    }

    /// It could not be connected to, or a connection with requests on it was lost.
    mutating func connectionFailed(now: NIODeadline, random: Double) {
        // Several connections that die of one cause are one failure; so is an address that was
        // tried before its time because there was none better.
        if case .ejected(let until) = state, until > now { return }
        eject(now: now, random: random)
    }

    private mutating func eject(now: NIODeadline, random: Double) {
        state = .ejected(until: now + backoff.pause(after: ejections, random: random))
        ejections += 1
        failures = 0
    }

    /// - Returns: whether its time is over, so that it is to be connected to.
    mutating func beginProbe(now: NIODeadline) -> Bool {
        guard case .ejected(let until) = state, until <= now else { return false }
        state = .probing
        return true
    }
}
