import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// The figures of a feeder, counted again from the events.
struct FeederRecounts: Sendable {
    let store: ServiceStore
    let now: @Sendable () -> Instant

    /// Counts again, and corrects what is kept where it was wrong.
    func recompute(
        _ request: RecomputeFeeder,
        _ call: Call
    ) async throws -> ServiceKit.Answer<FeederRecount> {
        let organization = try call.organization
        // Before the answer's own transaction, which may be a replay: counting again twice is
        // what anybody may do.
        let corrected = try await recount(request.feeder, organization)
        return try await store.once(request, call, tenant: organization) { transaction in
            var scope = ReportScope()
            scope.feeder = request.feeder
            let figures = FiguresStore(transaction)
            let name = try await figures.name(like: request.feeder)
            guard let name else { throw Refusal.notFound("There is no such feeder.") }
            let counts = try await figures.counts(scope)
            return FeederRecount(corrected: corrected, figures: counts.conversion(of: name))
        }
    }

    private struct Key: Hashable {
        /// None for the total of all days.
        let startedOn: CalendarDate?
        let metric: String
    }

    private struct TallyRow: PostgresRow {
        let key: Key
        let count: Int

        init(_ row: borrowing Row) throws(PostgresError) {
            key = Key(startedOn: try row["started_on"], metric: try row["metric"])
            count = try row["count"]
        }
    }

    /// - Returns: whether what was kept was wrong.
    func recount(_ feeder: String, _ organization: OrganizationID) async throws -> Bool {
        let id = NameID.of(feeder)
        // What others commit meanwhile is not seen, and what of it would be overwritten makes
        // this begin again: so kept figures and events are of one moment.
        return try await store.serving(for: organization).transaction(
            isolation: .repeatableRead
        ) { transaction in
            let rows: [TallyRow] = try await transaction.rows(FeederQueries.tallies(of: id))
            let kept = Dictionary(rows.map { ($0.key, $0.count) }) { first, _ in first }
            let counted = try await count(id, transaction)
            let wrong = Set(kept.keys).union(counted.keys).filter {
                kept[$0, default: 0] != counted[$0, default: 0]
            }
            guard !wrong.isEmpty else { return false }
            let counts = wrong.map { ($0.startedOn, $0.metric, counted[$0, default: 0]) }
                .sorted { ($0.0 ?? .earliest, $0.1) < ($1.0 ?? .earliest, $1.1) }
            for statement in FeederQueries.replace(of: id, organization, counts) {
                try await transaction.execute(statement)
            }
            return true
        }
    }

    private func count(
        _ feeder: NameID,
        _ transaction: Transaction
    ) async throws -> [Key: Int] {
        var counts: [Key: Int] = [:]
        var behind: InterviewID?
        repeat {
            let page: [InterviewID] = try await transaction.rows(
                FeederQueries.processes(of: feeder, behind: behind)
            )
            behind = page.last
            guard !page.isEmpty else { break }
            let entries: [EventLog<Transaction>.Entry] = try await transaction.rows(
                FeederQueries.events(of: page)
            )
            for process in page {
                let events = entries.filter { $0.process == process }
                let facts = ProcessFacts.replay(events.map { ($0.event, $0.at) })
                guard let facts, facts.feeder == feeder else { continue }
                for (metric, count) in facts.figures {
                    for startedOn in [facts.startedOn, nil] {
                        let key = Key(startedOn: startedOn, metric: metric.rawValue)
                        counts[key, default: 0] += count
                    }
                }
            }
        } while true
        return counts.filter { $0.value != 0 }
    }
}

/// Every question that a recount asks.
enum FeederQueries {
    /// Their events are at most some thousands.
    private static let processesMax = 100

    static func tallies(of feeder: NameID) -> Statement {
        """
        SELECT t.started_on, t.metric, t.count FROM interview_tallies t
        WHERE t.scope = 'feeder' AND t.subject = \(feeder)
        UNION ALL
        SELECT NULL, a.metric, a.count FROM interview_totals a
        WHERE a.company = \(NameID.any) AND a.feeder = \(feeder)
        """
    }

    static func processes(of feeder: NameID, behind: InterviewID?) -> Statement {
        """
        SELECT DISTINCT m.process_id FROM interview_movements m
        WHERE m.feeder = \(feeder) AND m.metric = 'started'
            AND m.process_id > \(behind ?? InterviewID(UUID128(high: 0, low: 0)))
        ORDER BY m.process_id LIMIT \(processesMax)
        """
    }

    static func events(of processes: [InterviewID]) -> Statement {
        """
        SELECT e.id, e.occurred_at, e.aggregate_id, e.payload, e.actor_kind, e.actor_id
        FROM events e WHERE e.aggregate_id = ANY(\(processes))
        ORDER BY e.aggregate_id, e.occurred_at, e.id
        """
    }

    static func replace(
        of feeder: NameID,
        _ organization: OrganizationID,
        _ counts: [(startedOn: CalendarDate?, metric: String, count: Int)]
    ) -> [Statement] {
        let counted: Statement = """
            unnest(\(counts.map(\.startedOn)), \(counts.map(\.metric)), \(counts.map(\.count)))
                AS c (started_on, metric, count)
            """
        return [
            """
            INSERT INTO interview_tallies (org_id, scope, subject, started_on, metric, count)
            SELECT \(organization), 'feeder', \(feeder), started_on, metric, count
            FROM \(counted) WHERE started_on IS NOT NULL
            ON CONFLICT (org_id, scope, subject, started_on, metric)
            DO UPDATE SET count = EXCLUDED.count
            """,
            """
            INSERT INTO interview_totals (org_id, company, feeder, metric, count)
            SELECT \(organization), \(NameID.any), \(feeder), metric, count
            FROM \(counted) WHERE started_on IS NULL
            ON CONFLICT (org_id, company, feeder, metric)
            DO UPDATE SET count = EXCLUDED.count
            """,
        ]
    }
}
