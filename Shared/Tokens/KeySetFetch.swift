public import Vocabulary

/// When to fetch identity's key set: events in, actions out; no clock, no network.
///
/// Keys are published long before they sign, so a fetch every few minutes would do. A token with
/// an unknown `kid` asks for one at once (identity may have had to replace a stolen key), but a
/// flood of invented ones never causes more than ten a minute.
public struct KeySetFetch: Sendable {
    /// What has happened.
    public enum Event: Sendable {
        /// The process has started, or a timer set by `.wait` has fired.
        case tick
        /// A token named a key that is not known.
        case unknownKey
        /// The set has arrived and was taken.
        case fetched
        /// No answer, or not a key set.
        case failed
    }

    /// What to do.
    public enum Action: Hashable, Sendable {
        /// Fetch now, then report `.fetched` or `.failed`.
        case fetch
        /// Send `.tick` at this moment; it replaces any earlier wait.
        case wait(until: Instant)
        /// A fetch or a wait is under way already.
        case nothing
    }

    /// At most so many fetches begin within any minute.
    public static let fetchesPerMinuteMax = 10
    static let refresh: Duration = .seconds(300)
    static let firstRetry: Duration = .seconds(1)
    static let lastRetry: Duration = .seconds(60)

    private enum State {
        case idle
        case fetching(askedAgain: Bool)
    }

    private var state = State.idle
    private var dueAt = Instant(microseconds: .min)
    private var retry = firstRetry
    /// When the latest fetches began, oldest first; never more than ten.
    private var begun: [Instant] = []

    /// Nothing fetched yet; the first `.tick` fetches.
    public init() {}

    /// Takes an event and says what to do.
    public mutating func handle(_ event: Event, at now: Instant) -> Action {
        switch (state, event) {
        case (.idle, .tick): return now < dueAt ? .wait(until: dueAt) : begin(at: now)
        case (.idle, .unknownKey): return begin(at: now)
        case (.idle, .fetched), (.idle, .failed): return .nothing
        case (.fetching, .tick): return .nothing
        case (.fetching, .unknownKey):
            // The answer under way may have been made before the key was.
            state = .fetching(askedAgain: true)
            return .nothing
        case (.fetching(let askedAgain), .fetched):
            state = .idle
            retry = Self.firstRetry
            dueAt = now + Self.refresh
            return askedAgain ? begin(at: now) : .wait(until: dueAt)
        case (.fetching, .failed):
            state = .idle
            dueAt = now + retry
            retry = min(retry * 2, Self.lastRetry)
            return .wait(until: dueAt)
        }
    }

    private mutating func begin(at now: Instant) -> Action {
        let minuteAgo = now - .seconds(60)
        // A clock that was set back must not hold fetches up for longer than a minute.
        begun.removeAll { $0 <= minuteAgo || $0 > now }
        if begun.count >= Self.fetchesPerMinuteMax, let oldest = begun.first {
            dueAt = oldest + .seconds(60)
            return .wait(until: dueAt)
        }
        begun.append(now)
        state = .fetching(askedAgain: false)
        return .fetch
    }
}
