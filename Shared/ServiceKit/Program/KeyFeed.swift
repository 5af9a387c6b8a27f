import Contract
import Logging
import NIOConcurrencyHelpers
import Tokens
import Vocabulary

/// Keeps a verifier up to date with identity's keys and with who has been cut off.
final class KeyFeed: Sendable {
    /// A cut-off must reach everybody within 5 s.
    private static let revocationInterval = Duration.seconds(2)
    /// A revocation is visible when its transaction has ended, which may be so much later than the
    /// time it bears.
    private static let overlap = Duration.seconds(60)

    /// How soon an unknown key is looked up.
    private static let lookInterval = Duration.milliseconds(100)

    private let verifier: TokenVerifier
    private let peers: Peers
    private let log: Logger
    private let now: @Sendable () -> Instant
    private let fetch = NIOLockedValueBox(KeySetFetch())
    private let hasKeys = NIOLockedValueBox(false)
    /// When revocations were last read, by identity's clock or ours.
    private let readUntil = NIOLockedValueBox<Instant?>(nil)
    private let isAsked = NIOLockedValueBox(false)

    init(
        _ verifier: TokenVerifier,
        _ peers: Peers,
        _ log: Logger,
        now: @escaping @Sendable () -> Instant
    ) {
        self.verifier = verifier
        self.peers = peers
        self.log = log
        self.now = now
    }

    struct NoKeys: Error {}

    /// Throws until identity's keys are known.
    func check() throws {
        guard hasKeys.withLockedValue({ $0 }) else { throw NoKeys() }
    }

    /// A token named a key that is not known.
    func unknownKey() { isAsked.withLockedValue { $0 = true } }

    /// Fetches keys when they are due or asked for, until the task is cancelled.
    func fetchKeys() async {
        var action = step(.tick)
        while !Task.isCancelled {
            switch action {
            case .fetch: action = step(await fetchOnce())
            case .wait(let until): action = await rest(until: until)
            case .nothing: action = await rest(until: now() + .seconds(1))
            }
        }
    }

    private func step(_ event: KeySetFetch.Event) -> KeySetFetch.Action {
        let time = now()
        return fetch.withLockedValue { $0.handle(event, at: time) }
    }

    private func fetchOnce() async -> KeySetFetch.Event {
        do {
            let published = try await peers[.identity].send(GetSigningKeys())
            verifier.trustIdentity(try await KeySet(json: published.json()).keys)
            hasKeys.withLockedValue { $0 = true }
            return .fetched
        } catch {
            log.warning("identity's keys cannot be fetched", error: error)
            return .failed
        }
    }

    /// Waits until a moment, or until a token with an unknown key comes.
    private func rest(until end: Instant) async -> KeySetFetch.Action {
        while now() < end, !Task.isCancelled {
            let wasAsked = isAsked.withLockedValue { isAsked in
                defer { isAsked = false }
                return isAsked
            }
            if wasAsked { return step(.unknownKey) }
            try? await Task.sleep(for: Self.lookInterval)
        }
        return step(.tick)
    }

    /// Reads who was cut off since the last time.
    func readRevocations() async throws {
        let began = now()
        let since = readUntil.withLockedValue { $0 } ?? began - TokenType.longestLifetime
        let answer = try await peers[.identity].send(ListRevocations(since: since - Self.overlap))
        for item in answer.items {
            verifier.revoke(item.subject, before: item.before, at: began)
        }
        readUntil.withLockedValue { $0 = began }
    }

    /// Starts both.
    func start(on runtime: Runtime) {
        runtime.onReady("identity's keys") { try self.check() }
        runtime.background("fetching keys", every: .seconds(1)) { await self.fetchKeys() }
        runtime.background("reading revocations", every: Self.revocationInterval) {
            try await self.readRevocations()
        }
    }
}
