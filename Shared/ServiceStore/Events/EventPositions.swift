import Postgres
import Vocabulary

/// Numbers events after their commit. The order of commits is not that of any sequence taken
/// before it: who read by such a number would miss what commits late.
struct EventPositions {
    /// Enough for a burst; what is left waits for the next transaction.
    static let batchMax = 1_000

    /// Asked several times a second. Its order keeps it to the index, even where a plan was made
    /// while most events had no number yet; EXISTS would lose it, and read the whole table.
    static let waiting: Statement = """
        SELECT id FROM events WHERE position IS NULL ORDER BY occurred_at, id LIMIT 1
        """

    private let system: Postgres

    init(_ system: Postgres) { self.system = system }

    /// Gives the next numbers to all events that have none. Several replicas may run it at once;
    /// they wait for each other's lock, and so numbers become visible in their order.
    /// - Returns: how many were numbered.
    @discardableResult
    func assignAcrossTenants() async throws -> Int {
        var total = 0
        while true {
            let count = try await assignBatch()
            total += count
            guard count == Self.batchMax else { return total }
        }
    }

    private func assignBatch() async throws -> Int {
        let first: UUID128? = try await system.rowIfAny(Self.waiting)
        guard first != nil else { return 0 }
        return try await system.transaction { transaction in
            let last: Int64 = try await transaction.row(
                "SELECT last FROM event_positions WHERE singleton FOR UPDATE"
            )
            // A statement of its own: it sees what was committed while we waited for the lock.
            let count = try await transaction.execute(
                """
                UPDATE events SET position = \(last) + numbered.place
                FROM (
                    SELECT id, row_number() OVER (ORDER BY occurred_at, id) AS place FROM (
                        SELECT id, occurred_at FROM events WHERE position IS NULL
                        ORDER BY occurred_at, id LIMIT \(Int64(Self.batchMax))
                    ) AS waiting
                ) AS numbered
                WHERE events.id = numbered.id
                """
            )
            try await transaction.execute(
                "UPDATE event_positions SET last = last + \(Int64(count)) WHERE singleton"
            )
            return count
        }
    }
}
