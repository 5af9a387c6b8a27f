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
        if scope.asOf == nil {
            // Without OFFSET the latest changes of all companies would be gone through.
            return """
                SELECT max(c.updated_at) FROM (SELECT p.updated_at FROM interview_processes p
                    WHERE \(scope.filters + ["TRUE"], separator: " AND ") OFFSET 0) c
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

    /// How long the processes in the scope took, or since when they are taking it, as `Age` has it;
    /// of those alone that have not changed since a moment, where one is given.
    static func ages(_ scope: ReportScope, unchangedSince instant: Instant? = nil) -> Statement {
        let unchanged = instant.map { ["p.updated_at <= \($0)"] as [Statement] } ?? []
        // OFFSET, because a company or a feeder has fewer than what is unchanged.
        return """
            SELECT p.status, d.day, count(*) AS count FROM (
                SELECT p.status, p.started_at, p.ended_at, p.held_since, p.held_microseconds,
                    p.updated_at
                FROM interview_processes p
                WHERE \(scope.filters + ["TRUE"], separator: " AND ") OFFSET 0) p
            CROSS JOIN LATERAL (
                SELECT ((p.started_at + p.held_microseconds * interval '1 microsecond')
                    AT TIME ZONE 'UTC')::date AS day) began
            CROSS JOIN LATERAL (
                SELECT CASE WHEN p.status IN ('in_progress', 'offer_extended')
                    THEN began.day - '1970-01-01'::date ELSE greatest(0,
                        (coalesce(p.ended_at, p.held_since) AT TIME ZONE 'UTC')::date - began.day)
                    END AS day) d
            WHERE \(unchanged + ["TRUE"], separator: " AND ")
            GROUP BY p.status, d.day
            """
    }

    /// Those that were there at a moment and were ever in the scope, and have changed since.
    static func processes(_ scope: ReportScope, changedAfter instant: Instant) -> Statement {
        var moved: [Statement] = []
        if let company = scope.company { moved.append("m.company = \(NameID.of(company))") }
        if let feeder = scope.feeder { moved.append("m.feeder = \(NameID.of(feeder))") }
        let narrowed: Statement = """
            AND c.id IN (SELECT m.process_id FROM interview_movements m
                WHERE m.metric = 'started' AND \(moved, separator: " AND "))
            """
        // In its order, so that it is this index and no other.
        return """
            WITH changed AS MATERIALIZED (
                SELECT p.id, p.created_at FROM interview_processes p
                WHERE p.updated_at > \(instant) ORDER BY p.updated_at)
            SELECT coalesce(array_agg(c.id), '{}') FROM changed c
            WHERE c.created_at <= \(instant) \(moved.isEmpty ? "" : narrowed)
            """
    }

    static func subject(of scope: ReportScope) -> (name: String, id: NameID) {
        if let feeder = scope.feeder { return ("feeder", .of(feeder)) }
        if let company = scope.company { return ("company", .of(company)) }
        return ("all", .none)
    }

    static func days(_ scope: ReportScope, _ alias: StaticString) -> Statement {
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
