import Guarded
import HTTP
import NIOCore
import Tokens
import Vocabulary

/// Turns API keys into access tokens by asking identity, and remembers its answers.
///
/// Each key is asked about once at a time, however many requests wait for the answer. What is
/// remembered is found by the key's SHA-256 and bounded like the verifier's tokens: when the
/// younger half is full it becomes the older one, whose keys are forgotten unless they are met
/// again.
final class KeyExchange: Sendable {
    /// Asks identity; nil where it does not know the key.
    typealias Ask = @Sendable (Secret) async throws -> Granted?

    /// What a key was exchanged for.
    struct Granted: Sendable {
        let token: [UInt8]
        let expiresAt: Instant
    }

    enum Answer: Sendable {
        case token([UInt8], until: Instant)
        case refused
        /// Identity did not answer, or too much is being asked of it.
        case unavailable
    }

    private struct Remembered {
        let answer: Answer
        let until: Instant
    }

    private struct State {
        var young: [SecretHash: Remembered] = [:]
        var old: [SecretHash: Remembered] = [:]
        var waiting: [SecretHash: [@Sendable (Answer) -> Void]] = [:]
    }

    /// 2 × 4 096 × about 800 bytes is 6.5 MB at worst.
    static let halfMax = 4_096
    /// Keys asked about at once.
    static let askedMax = 64
    /// Requests that wait for one key.
    static let waitingMax = 1_000
    /// A token is exchanged anew when it has no longer than this to live.
    static let renewal: Duration = .seconds(60)
    /// How long an unknown key stays unknown.
    static let refusedFor: Duration = .seconds(10)

    private let state = Guarded(State())
    private let ask: Ask
    private let now: @Sendable () -> Instant

    init(now: @escaping @Sendable () -> Instant, ask: @escaping Ask) {
        self.now = now
        self.ask = ask
    }

    /// What is remembered of a key.
    func known(_ hash: SecretHash, at now: Instant) -> Answer? {
        state.withLock { state in
            guard let found = state.young[hash] ?? state.old[hash], now < found.until else {
                return nil
            }
            if state.young[hash] == nil { Self.remember(found, hash, &state) }
            return found.answer
        }
    }

    /// Asks identity, unless somebody does already. `body` is called on any thread.
    func exchange(_ secret: Secret, _ body: @escaping @Sendable (Answer) -> Void) {
        enum Step { case ask, wait, giveUp }
        let step = state.withLock { state -> Step in
            if let others = state.waiting[secret.hash] {
                guard others.count < Self.waitingMax else { return .giveUp }
                state.waiting[secret.hash]?.append(body)
                return .wait
            }
            guard state.waiting.count < Self.askedMax else { return .giveUp }
            state.waiting[secret.hash] = [body]
            return .ask
        }
        switch step {
        case .wait: break
        case .giveUp: body(.unavailable)
        case .ask: Task { await self.settle(secret) }
        }
    }

    private func settle(_ secret: Secret) async {
        let answer: Answer
        var until = now() + Self.refusedFor
        do {
            if let granted = try await ask(secret) {
                until = granted.expiresAt - Self.renewal
                answer = .token(granted.token, until: until)
            } else {
                answer = .refused
            }
        } catch {
            answer = .unavailable
        }
        let waiting = state.withLock { state in
            if case .unavailable = answer {
            } else {
                Self.remember(Remembered(answer: answer, until: until), secret.hash, &state)
            }
            return state.waiting.removeValue(forKey: secret.hash) ?? []
        }
        for body in waiting { body(answer) }
    }

    private static func remember(
        _ entry: Remembered,
        _ hash: SecretHash,
        _ state: inout State
    ) {
        if state.young.count >= halfMax {
            state.old = state.young
            state.young = [:]
        }
        state.young[hash] = entry
    }

    /// Keys that are remembered.
    var count: Int { state.withLock { $0.young.count + $0.old.count } }
}
