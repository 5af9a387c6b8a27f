import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Every question about figures, so that a test can ask how each is answered.
enum FigureQueries {
    static func counts(_ scope: ReportScope) -> Statement {
        if scope.isTotal { return TotalQueries.counts(scope) }
        if let instant = scope.asOf, scope.isOfWholeDays { return past(scope, at: instant) }
        guard scope.isKept else {
            return """
                SELECT m.metric, sum(m.change)::bigint AS count FROM interview_movements m
                WHERE \(movements(scope), separator: " AND ") GROUP BY m.metric
                """
        }
        let (name, subject) = subject(of: scope)
        return """
            SELECT t.metric, sum(t.count)::bigint AS count FROM interview_tallies t
            WHERE t.scope = \(name) AND t.subject = \(subject) AND \(days(scope, "t"))
            GROUP BY t.metric
            """
    }

    /// Whole days as they were added up, and the changes since.
    private static func past(_ scope: ReportScope, at instant: Instant) -> Statement {
        let (name, subject) = subject(of: scope)
        return """
            SELECT c.metric, sum(c.change)::bigint AS count FROM (
                SELECT d.metric, d.change FROM interview_days d
                WHERE d.scope = \(name) AND d.subject = \(subject)
                    AND d.day < \(firstDayLeft(until: instant))
                UNION ALL
                SELECT m.metric, m.change FROM interview_movements m
                WHERE \(movements(scope), separator: " AND ")
                    AND m.at >= \(firstMomentLeft(until: instant))) c
            GROUP BY c.metric
            """
    }

    /// The same of each feeder, as far as conversion is told from it.
    private static func pastOfFeeders(_ scope: ReportScope, at instant: Instant) -> Statement {
        """
        SELECT f.feeder, d.metric, d.count
        FROM (\(TotalQueries.feeders(scope))) f CROSS JOIN LATERAL (
            SELECT t.metric, sum(t.change)::bigint AS count FROM interview_days t
            WHERE t.scope = 'feeder' AND t.subject = f.feeder
                AND t.day < \(firstDayLeft(until: instant))
                AND t.metric = ANY(\(Metric.ofConversion))
            GROUP BY t.metric) d
        UNION ALL
        SELECT m.feeder, m.metric, sum(m.change)::bigint FROM interview_movements m
        WHERE \(movements(scope), separator: " AND ")
            AND m.at >= \(firstMomentLeft(until: instant))
            AND m.metric = ANY(\(Metric.ofConversion))
        GROUP BY m.feeder, m.metric
        """
    }

    /// The first day until a moment that was not added up, or is not over by then.
    private static func firstDayLeft(until instant: Instant) -> Statement {
        "(SELECT least(k.day, \(instant.date ?? .latest)) FROM interview_day_mark k)"
    }

    /// Made a moment here, so that the index sees a plain comparison.
    private static func firstMomentLeft(until instant: Instant) -> Statement {
        """
        (SELECT least(k.day, \(instant.date ?? .latest))::timestamp AT TIME ZONE 'UTC'
            FROM interview_day_mark k)
        """
    }

    /// What conversion is told from, of each feeder.
    static func countsOfFeeders(_ scope: ReportScope) -> Statement {
        let counted: Statement
        if scope.isTotal {
            counted = TotalQueries.countsOfFeeders(scope)
        } else if let instant = scope.asOf, scope.isOfWholeDays, scope.company == nil {
            counted = pastOfFeeders(scope, at: instant)
        } else if scope.isKept, scope.company == nil {
            // Feeder by feeder, so that of each only the days are read.
            counted = """
                SELECT f.feeder, d.metric, d.count
                FROM (\(TotalQueries.feeders(scope))) f CROSS JOIN LATERAL (
                    SELECT t.metric, sum(t.count)::bigint AS count FROM interview_tallies t
                    WHERE t.scope = 'feeder' AND t.subject = f.feeder AND \(days(scope, "t"))
                        AND t.metric = ANY(\(Metric.ofConversion))
                    GROUP BY t.metric) d
                """
        } else {
            counted = """
                SELECT m.feeder, m.metric, sum(m.change)::bigint AS count
                FROM interview_movements m
                WHERE \(movements(scope), separator: " AND ")
                    AND m.metric = ANY(\(Metric.ofConversion))
                GROUP BY m.feeder, m.metric
                """
        }
        let statement: Statement = """
            SELECT c.feeder, n.name, c.metric, c.count FROM (\(counted)) c
            LEFT JOIN interview_names n ON n.id = c.feeder
            """
        // Planned for its days: a plan for any days would read every metric of each.
        return scope.isTotal ? statement : statement.unprepared()
    }

    static func lastActivity(_ scope: ReportScope) -> Statement {
        let company = scope.company ?? ""
        if scope.asOf == nil, scope.from == nil, scope.to == nil, scope.feeder == nil {
            // Without OFFSET the latest changes of all companies would be gone through.
            return """
                SELECT max(c.updated_at) FROM (SELECT p.updated_at FROM interview_processes p
                    WHERE p.company_key = \(NameKey.key(of: company)) OFFSET 0) c
                """
        }
        return """
            SELECT max(m.at) FROM interview_movements m
            WHERE \(movements(scope), separator: " AND ")
            """
    }

    static func add(
        _ movements: [(process: InterviewID, movement: Movement)],
        of organization: OrganizationID,
        at instant: Instant
    ) -> Statement {
        let changes = movements.map(\.movement)
        // Rows are locked in one order by everybody, so that nobody waits in a circle.
        return """
            WITH moved AS (
                INSERT INTO interview_movements
                    (org_id, at, process_id, company, feeder, started_on, metric, change)
                SELECT \(organization), \(instant), process_id, company, feeder, started_on,
                    metric, change
                FROM unnest(\(movements.map(\.process)), \(changes.map(\.company)),
                    \(changes.map(\.feeder)), \(changes.map(\.startedOn)),
                    \(changes.map(\.metric.rawValue)), \(changes.map(\.change)))
                    AS m (process_id, company, feeder, started_on, metric, change)
                RETURNING company, feeder, started_on, metric, change)\
            , tallied AS (
                INSERT INTO interview_tallies (org_id, scope, subject, started_on, metric, count)
                SELECT \(organization), s.scope, s.subject, m.started_on, m.metric, sum(m.change)
                FROM moved m CROSS JOIN LATERAL (VALUES
                    ('all', \(NameID.none)), ('company', m.company), ('feeder', m.feeder))
                    AS s (scope, subject)
                GROUP BY s.scope, s.subject, m.started_on, m.metric
                HAVING sum(m.change) <> 0
                ORDER BY s.scope, s.subject, m.started_on, m.metric
                ON CONFLICT (org_id, scope, subject, started_on, metric)
                DO UPDATE SET count = interview_tallies.count + EXCLUDED.count)
            INSERT INTO interview_totals (org_id, company, feeder, metric, count)
            SELECT \(organization), coalesce(m.company, \(NameID.any)),
                coalesce(m.feeder, \(NameID.any)), m.metric, sum(m.change)
            FROM moved m GROUP BY m.metric, CUBE (m.company, m.feeder)
            HAVING sum(m.change) <> 0
            ORDER BY 2, 3, 4
            ON CONFLICT (org_id, company, feeder, metric)
            DO UPDATE SET count = interview_totals.count + EXCLUDED.count
            """
    }

    /// Durations of the processes in the scope as they stand now, added up by day.
    static func durations(_ scope: ReportScope) -> Statement {
        let filters = scope.filters + ["TRUE"]
        return """
            SELECT p.status, p.started_at, p.ended_at, p.status_at, p.held_since,
                p.held_microseconds
            FROM interview_processes p WHERE \(filters, separator: " AND ")
            """
    }

    /// What an age is told from. Most events are about stages, and are left out.
    private static let typesOfAges = [
        InterviewChangeKind.created, .imported, .updated, .statusChanged, .reopened,
    ].map(\.eventType)

    /// The events that ages are told from, in order, of the processes that were ever in the scope.
    static func history(_ scope: ReportScope, until instant: Instant) -> Statement {
        var filters: [Statement] = ["m.metric = 'started'", "m.at <= \(instant)"]
        if let company = scope.company { filters.append("m.company = \(NameID.of(company))") }
        if let feeder = scope.feeder { filters.append("m.feeder = \(NameID.of(feeder))") }
        return """
            SELECT e.id, e.occurred_at, e.aggregate_id, e.payload, e.actor_kind, e.actor_id
            FROM events e
            WHERE e.aggregate_id IN (
                    SELECT m.process_id FROM interview_movements m
                    WHERE \(filters, separator: " AND "))
                AND e.occurred_at <= \(instant) AND e.type = ANY(\(typesOfAges))
            ORDER BY e.aggregate_id, e.occurred_at, e.id
            """
    }

    private static func subject(of scope: ReportScope) -> (name: String, id: NameID) {
        if let feeder = scope.feeder { return ("feeder", .of(feeder)) }
        if let company = scope.company { return ("company", .of(company)) }
        return ("all", .none)
    }

    private static func days(_ scope: ReportScope, _ alias: StaticString) -> Statement {
        let column = "\(Statement(stringLiteral: alias.description)).started_on" as Statement
        return """
            \(column) BETWEEN \(scope.from ?? .earliest) AND \(scope.to ?? .latest)
            """
    }

    private static func movements(_ scope: ReportScope) -> [Statement] {
        var filters: [Statement] = [
            "m.at <= \(scope.asOf ?? Instant.latest)", "\(days(scope, "m"))",
        ]
        if let feeder = scope.feeder { filters.append("m.feeder = \(NameID.of(feeder))") }
        if let company = scope.company { filters.append("m.company = \(NameID.of(company))") }
        return filters
    }
}
