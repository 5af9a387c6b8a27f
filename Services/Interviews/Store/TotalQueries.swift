import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Every question about totals of all days, and every addition to them. A total is kept for each
/// company and feeder, and with `any` in place of either or both: `CUBE` has just these four.
enum TotalQueries {
    static func counts(_ scope: ReportScope) -> Statement {
        """
        SELECT t.metric, t.count FROM interview_totals t
        WHERE t.company = \(scope.companyOrAny) AND t.feeder = \(scope.feederOrAny)
        """
    }

    static func countsOfFeeders(_ scope: ReportScope) -> Statement {
        """
        SELECT t.feeder, t.metric, t.count FROM interview_totals t
        WHERE \(each(scope)) AND t.metric = ANY(\(Metric.ofConversion))
        """
    }

    /// The feeders in the scope.
    static func feeders(_ scope: ReportScope) -> Statement {
        "SELECT t.feeder FROM interview_totals t WHERE \(each(scope)) AND t.metric = 'started'"
    }

    private static func each(_ scope: ReportScope) -> Statement {
        let feeder: Statement =
            scope.feeder.map { "t.feeder = \(NameID.of($0))" } ?? "t.feeder < \(NameID.any)"
        return "t.company = \(scope.companyOrAny) AND \(feeder)"
    }

    static func ages(_ scope: ReportScope) -> Statement {
        """
        SELECT a.status, a.day, a.count FROM interview_ages a
        WHERE a.company = \(scope.companyOrAny) AND a.feeder = \(scope.feederOrAny)
        """
    }

    static func stages(_ name: String, _ scope: ReportScope) -> Statement {
        """
        SELECT s.outcome, \(StageSum.list)
        FROM interview_stage_totals s
        WHERE s.name_key = \(NameKey.key(of: name)) AND s.company = \(scope.companyOrAny)
            AND s.feeder = \(scope.feederOrAny)
        """
    }

    // Rows are locked in one order by everybody, so that nobody waits in a circle.

    static func add(_ movements: [AgeMovement], of organization: OrganizationID) -> Statement {
        """
        INSERT INTO interview_ages (org_id, company, feeder, status, day, count)
        SELECT \(organization), coalesce(m.company, \(NameID.any)),
            coalesce(m.feeder, \(NameID.any)), m.status, m.day, sum(m.change)
        FROM unnest(\(movements.map(\.company)), \(movements.map(\.feeder)),
            \(movements.map(\.age.status)), \(movements.map(\.age.day)),
            \(movements.map(\.change))) AS m (company, feeder, status, day, change)
        GROUP BY m.status, m.day, CUBE (m.company, m.feeder) HAVING sum(m.change) <> 0
        ORDER BY 2, 3, 4, 5
        ON CONFLICT (org_id, company, feeder, status, day)
        DO UPDATE SET count = interview_ages.count + EXCLUDED.count
        """
    }

    static func add(
        _ sums: [(key: StageSum.Key, value: StageSum)],
        of organization: OrganizationID
    ) -> Statement {
        let names = StageSum.columns
        let columns = StageSum.list
        let values = StageSum.arrays(of: sums.map(\.value))
        let added = names.map { Statement(stringLiteral: "sum(m.\($0))") }
        func kept(_ table: String) -> [Statement] {
            names.map { Statement(stringLiteral: "\($0) = \(table).\($0) + EXCLUDED.\($0)") }
        }
        return """
            WITH moved AS (
                SELECT * FROM unnest(\(sums.map(\.key.name)), \(sums.map(\.key.company)),
                    \(sums.map(\.key.feeder)), \(sums.map(\.key.startedOn)),
                    \(sums.map(\.key.outcome)), \(values, separator: ", "))
                    AS m (name_key, company, feeder, started_on, outcome, \(columns)))\
            , tallied AS (
                INSERT INTO interview_stage_tallies
                    (org_id, scope, subject, name_key, started_on, outcome, \(columns))
                SELECT \(organization), s.scope, s.subject, m.name_key, m.started_on, m.outcome,
                    \(added, separator: ", ")
                FROM moved m CROSS JOIN LATERAL (VALUES
                    ('all', \(NameID.none)), ('company', m.company), ('feeder', m.feeder))
                    AS s (scope, subject)
                GROUP BY s.scope, s.subject, m.name_key, m.started_on, m.outcome
                ORDER BY 2, 3, 4, 5, 6
                ON CONFLICT (org_id, scope, subject, name_key, started_on, outcome)
                DO UPDATE SET \(kept("interview_stage_tallies"), separator: ", "))
            INSERT INTO interview_stage_totals
                (org_id, name_key, company, feeder, outcome, \(columns))
            SELECT \(organization), m.name_key, coalesce(m.company, \(NameID.any)),
                coalesce(m.feeder, \(NameID.any)), m.outcome, \(added, separator: ", ")
            FROM moved m GROUP BY m.name_key, m.outcome, CUBE (m.company, m.feeder)
            ORDER BY 2, 3, 4, 5
            ON CONFLICT (org_id, name_key, company, feeder, outcome)
            DO UPDATE SET \(kept("interview_stage_totals"), separator: ", ")
            """
    }
}

extension ReportScope {
    fileprivate var companyOrAny: NameID { company.map { .of($0) } ?? .any }
    fileprivate var feederOrAny: NameID { feeder.map { .of($0) } ?? .any }
}
