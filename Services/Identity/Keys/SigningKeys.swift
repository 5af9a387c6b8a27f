import Contract
import Guarded
import Postgres
import ServiceKit
import ServiceStore
import Tokens
import Vocabulary

/// The keys that tokens are signed with: made in time, stored sealed, shared by all replicas.
///
/// Every replica reads the same rows and asks the same schedule, so they agree on who signs
/// without talking to each other. A key is published an hour and more before it signs; replicas
/// look every minute.
final class SigningKeys: Sendable {
    private struct Ring {
        var keys: [String: SigningKey] = [:]
        var entries: [KeySchedule.Entry] = []
    }

    private let store: SigningKeyStore<Postgres>
    private let sealing: SealingKey
    private let schedule: KeySchedule
    private let verifier: TokenVerifier
    private let now: @Sendable () -> Instant
    private let ring = Guarded(Ring())

    init(
        _ store: SigningKeyStore<Postgres>,
        sealing: SealingKey,
        schedule: KeySchedule = KeySchedule(),
        verifier: TokenVerifier,
        now: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.sealing = sealing
        self.schedule = schedule
        self.verifier = verifier
        self.now = now
    }

    /// The key that signs now.
    func current() throws -> SigningKey {
        let now = now()
        let key = ring.withLock { ring in
            schedule.signing(ring.entries, at: now).flatMap { ring.keys[$0.keyID] }
        }
        guard let key else { throw SigningKeyError.none }
        return key
    }

    /// What `/.well-known/jwks.json` says.
    func published(_: GetSigningKeys, _: Call) async throws -> PublishedKeys {
        let now = now()
        let keys = ring.withLock { ring in
            schedule.published(ring.entries, at: now).compactMap { ring.keys[$0.keyID] }
        }
        return try PublishedKeys(json: KeySet(keys.map(\.verification)).json)
    }

    /// Looks at the stored keys: makes the next where it is due, forgets those whose time is
    /// over, and takes over what other replicas have done.
    func refresh() async throws {
        var stored = try await open(store.keys())
        let now = now()
        while let signsFrom = schedule.nextSignsFrom(stored.map(\.entry), at: now) {
            let generation = (stored.last?.generation ?? 0) + 1
            try await make(generation, signsFrom: signsFrom)
            // Whoever was first, it is this generation's only key.
            stored = try await open(store.keys())
        }
        let published = schedule.published(stored.map(\.entry), at: now)
        let outdated = stored.filter { !published.contains($0.entry) }
        if !outdated.isEmpty { try await store.delete(outdated.map(\.generation)) }
        let kept = stored.filter { published.contains($0.entry) }
        let keys = Dictionary(kept.map { ($0.entry.keyID, $0.key) }) { first, _ in first }
        ring.withLock { $0 = Ring(keys: keys, entries: kept.map(\.entry)) }
        verifier.trustIdentity(kept.map(\.key.verification))
    }

    private func make(_ generation: Int32, signsFrom: Instant) async throws {
        let key = try await SigningKey.generate()
        let sealed = try sealing.seal(key.pem, as: key.id)
        _ = try await store.insert(
            StoredSigningKey(
                generation: generation,
                id: key.id,
                sealed: sealed,
                signsFrom: signsFrom
            )
        )
    }

    private struct Opened {
        let generation: Int32
        let key: SigningKey
        let entry: KeySchedule.Entry
    }

    private func open(_ stored: [StoredSigningKey]) async throws -> [Opened] {
        var opened: [Opened] = []
        for row in stored {
            // Another key file than the one it was sealed with: to go on with new keys would sign
            // everybody out, so the operator has to say that this is meant, by removing the rows.
            guard let pem = sealing.open(row.sealed, as: row.id) else {
                throw SigningKeyError.sealedOtherwise
            }
            let key = try await SigningKey(pem: pem)
            let entry = KeySchedule.Entry(keyID: key.id, signsFrom: row.signsFrom)
            opened.append(Opened(generation: row.generation, key: key, entry: entry))
        }
        return opened
    }
}

/// Why there is nothing to sign with.
enum SigningKeyError: Error, CustomStringConvertible {
    /// The keys were not read yet.
    case none
    /// A stored key does not open.
    case sealedOtherwise

    var description: String {
        switch self {
        case .none: "The signing keys have not been read yet."
        case .sealedOtherwise: "The stored signing keys were sealed with another identity.seal."
        }
    }
}
