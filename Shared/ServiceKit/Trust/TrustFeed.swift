import Contract
import Logging
import Tokens
import Vocabulary

/// Keeps a program's trust up to date with identity: its keys, and who has been cut off.
struct TrustFeed: Sendable {
    /// A cut-off must reach everybody within 5 s: this, a flight, and identity's own second.
    private static let revocationInterval = Duration.seconds(2)
    /// A revocation is visible when its transaction has ended, which may be so much later than the
    /// time it bears.
    private static let overlap = Duration.seconds(60)
    /// While identity is still starting, as everything else is.
    private static let firstPause = Duration.milliseconds(50)

    let trust: Trust
    let identity: Peer
    let log: Logger
    let now: @Sendable () -> Instant

    /// Runs until it is cancelled. Keys come second: nobody is believed before it is known who was
    /// cut off.
    func run() async throws {
        let start = try await firstRevocations()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await followKeys() }
            group.addTask { try await followRevocations(since: start) }
            try await group.waitForAll()
        }
    }

    // MARK: Who was cut off

    private func firstRevocations() async throws -> Instant {
        let longest = TokenType.longestLifetime + TokenVerifier.skew
        var pause = Self.firstPause
        while true {
            let began = now()
            do throws(PeerError) {
                try await readRevocations(since: began - longest)
                return began
            } catch {
                if pause == Self.firstPause { log.notice("waiting for identity", error: error) }
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, Self.revocationInterval)
        }
    }

    private func followRevocations(since start: Instant) async throws {
        var since = start
        while true {
            try await Task.sleep(for: Self.revocationInterval)
            let began = now()
            do throws(PeerError) {
                try await readRevocations(since: since - Self.overlap)
                since = began
            } catch {
                // The next question goes back as far as this one.
                log.warning("revocations cannot be read", error: error)
            }
        }
    }

    private func readRevocations(since: Instant) async throws(PeerError) {
        let answer = try await identity.send(ListRevocations(since: since))
        for item in answer.items {
            trust.verifier.revoke(item.subject, before: item.before, at: now())
        }
    }

    // MARK: Keys

    private func followKeys() async {
        var fetch = KeySetFetch()
        var action = fetch.handle(.tick, at: now())
        while !Task.isCancelled {
            switch action {
            case .fetch: action = fetch.handle(await fetchKeys(), at: now())
            case .wait(let until):
                let isAsked = await trust.bell.wait(atMost: max(.zero, until - now()))
                action = fetch.handle(isAsked ? .unknownKey : .tick, at: now())
            case .nothing: action = fetch.handle(.tick, at: now())
            }
        }
    }

    private func fetchKeys() async -> KeySetFetch.Event {
        do {
            let published = try await identity.send(GetSigningKeys())
            trust.trustIdentity(try await KeySet(json: published.json()).keys)
            return .fetched
        } catch {
            log.warning("identity's keys cannot be fetched", error: error)
            return .failed
        }
    }
}
