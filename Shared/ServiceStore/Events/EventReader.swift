import Contract
import Guarded
import Postgres
import ServiceKit
import Vocabulary

/// Hands a service's own events of some types on, in the order of their positions, or some at once:
/// each at least once, and by one replica at a time. How far it has come stands in a row under its
/// name.
///
/// Its types want an index of their own, `ON events (position) WHERE type IN (…)` with the same
/// list, so that what it does not read costs it nothing.
final class EventReader: Sendable {
    /// Longer than one delivery may take: who has not moved on by then is gone.
    static let lease = Interval(microseconds: 15_000_000)
    /// Events that are read at once.
    static let batchMax = 100
    /// A receiver that fails is tried for a quarter of an hour, for it may be the event that it
    /// fails on.
    static let faultsMax = 100
    /// How far waiting events are counted.
    static let waitingMax = 100_000

    private let name: String
    private let types: Statement
    private let atOnce: Int
    private let system: Postgres
    private let holder: Vocabulary.Identifier<EventReader>
    private let onSkip: @Sendable (KeptEvent, any Error) -> Void
    private let faults = Guarded((position: Int64(0), count: 0))

    /// - Parameters:
    ///   - name: under which its place is kept.
    ///   - types: words of the program.
    ///   - atOnce: how many may be on their way together; then they come in any order.
    ///   - system: sees events of all tenants.
    ///   - onSkip: told of an event that its receiver will never take.
    init(
        _ name: String,
        of types: [String],
        atOnce: Int = 1,
        _ system: Postgres,
        onSkip: @escaping @Sendable (KeptEvent, any Error) -> Void
    ) {
        self.name = name
        // Spelled out: the planner must see that the index has them.
        let words = types.map { "'\($0)'" }.joined(separator: ", ")
        self.types = Statement(stringLiteral: words)
        self.atOnce = atOnce
        self.system = system
        self.onSkip = onSkip
        holder = IdentifierSource(now: Instant.now).random()
    }

    /// Delivers all that waits, unless another replica is at it.
    /// - Returns: how many events were delivered or skipped.
    @discardableResult
    func readAcrossTenants(
        _ deliver: @escaping @Sendable (KeptEvent) async throws -> Void
    ) async throws -> Int {
        guard try await waitingAcrossTenants(upTo: 1) > 0, var position = try await claim() else {
            return 0
        }
        var count = 0
        do {
            while true {
                let batch: [KeptEvent] = try await system.rows(
                    """
                    SELECT \(KeptEvent.columns) FROM events
                    WHERE position > \(position) AND type IN (\(types))
                    ORDER BY position LIMIT \(Int64(Self.batchMax))
                    """
                )
                for start in stride(from: 0, to: batch.count, by: atOnce) {
                    let events = batch[start..<min(start + atOnce, batch.count)]
                    if atOnce > 1, await areDelivered(events, deliver) {
                        count += events.count
                        position = events.last?.position ?? position
                        guard try await advance(to: position) else { return count }
                        continue
                    }
                    for event in events {
                        try await attempt(event, deliver)
                        count += 1
                        position = event.position
                        // Another took over, and goes on from where we were.
                        guard try await advance(to: position) else { return count }
                    }
                }
                guard batch.count == Self.batchMax else { break }
            }
        } catch {
            try? await release()
            throw error
        }
        try await release()
        return count
    }

    /// How many events wait, counted up to a limit.
    func waitingAcrossTenants(upTo limit: Int = waitingMax) async throws(PostgresError) -> Int {
        try await system.row(
            """
            SELECT count(*) FROM (
                SELECT FROM events
                WHERE position > coalesce(
                    (SELECT position FROM event_readers WHERE name = \(name)), 0)
                    AND type IN (\(types))
                ORDER BY position LIMIT \(Int64(limit))
            ) AS waiting
            """
        )
    }

    /// Delivers some together. Where one of them fails, all are for the careful way, one by one:
    /// to be told again harms nobody.
    private func areDelivered(
        _ events: ArraySlice<KeptEvent>,
        _ deliver: @escaping @Sendable (KeptEvent) async throws -> Void
    ) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            for event in events {
                group.addTask { (try? await deliver(event)) != nil }
            }
            return await group.reduce(true) { $0 && $1 }
        }
    }

    private func attempt(
        _ event: KeptEvent,
        _ deliver: (KeptEvent) async throws -> Void
    ) async throws {
        do {
            try await deliver(event)
        } catch {
            guard isFinal(error, event) else { throw error }
            onSkip(event, error)
        }
    }

    /// Whether there is no use in trying again.
    private func isFinal(_ error: any Error, _ event: KeptEvent) -> Bool {
        if error is WireError { return true }
        guard let error = error as? PeerError else { return false }
        guard error.isFault else { return error.isFinal }
        return faults.withLock { faults in
            faults = (event.position, faults.position == event.position ? faults.count + 1 : 1)
            return faults.count >= Self.faultsMax
        }
    }

    /// - Returns: how far was read; nil where another replica reads.
    private func claim() async throws(PostgresError) -> Int64? {
        try await system.rowIfAny(
            """
            INSERT INTO event_readers AS r (name, position, holder, held_until)
            VALUES (\(name), 0, \(holder), now() + \(Self.lease))
            ON CONFLICT (name) DO UPDATE SET (holder, held_until) =
                (EXCLUDED.holder, EXCLUDED.held_until)
            WHERE r.held_until <= now() OR r.holder = EXCLUDED.holder
            RETURNING position
            """
        )
    }

    private func advance(to position: Int64) async throws(PostgresError) -> Bool {
        try await system.execute(
            """
            UPDATE event_readers SET position = \(position), held_until = now() + \(Self.lease)
            WHERE name = \(name) AND holder = \(holder)
            """
        ) > 0
    }

    private func release() async throws(PostgresError) {
        try await system.execute(
            """
            UPDATE event_readers SET held_until = now()
            WHERE name = \(name) AND holder = \(holder)
            """
        )
    }
}
