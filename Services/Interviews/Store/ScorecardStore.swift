import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Scorecards of the organization that `source` acts for.
struct ScorecardStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    private struct CardRow: PostgresRow {
        let card: Scorecard

        init(_ row: borrowing Row) throws(PostgresError) {
            card = Scorecard(
                id: try row["id"],
                stageID: try row["stage_id"],
                interviewerID: try row["interviewer_id"],
                ratings: try StageRatings(row),
                recommendation: try row["recommendation"],
                skills: (try row["skills"] as StoredJSON<[ScorecardSkill]>).value,
                notes: try row["notes"],
                submittedAt: try row["submitted_at"]
            )
        }
    }

    private struct MeansRow: PostgresRow {
        let stage: StageID
        let means: RatingMeans

        init(_ row: borrowing Row) throws(PostgresError) {
            stage = try row["stage_id"]
            means = RatingMeans(
                n: try row["n"],
                overallRating: try row["overall"],
                technicalRating: try row["technical"],
                cultureFitRating: try row["culture"],
                communicationRating: try row["communication"]
            )
        }
    }

    /// The cards of a stage, in the order in which they were handed in.
    func cards(of stage: StageID) async throws(PostgresError) -> [Scorecard] {
        let rows: [CardRow] = try await source.rows(
            """
            SELECT id, stage_id, interviewer_id, overall_rating, technical_rating,
                culture_fit_rating, communication_rating, recommendation, skills, notes,
                submitted_at
            FROM scorecards WHERE stage_id = \(stage) ORDER BY submitted_at, id
            """
        )
        return rows.map(\.card)
    }

    /// Keeps a card.
    ///
    /// - Returns: false where the interviewer has handed one in.
    func insert(
        _ card: Scorecard,
        of organization: OrganizationID
    ) async throws(PostgresError) -> Bool {
        let ratings = card.ratings
        return try await source.execute(
            """
            INSERT INTO scorecards (org_id, id, stage_id, interviewer_id, overall_rating,
                technical_rating, culture_fit_rating, communication_rating, recommendation,
                skills, notes, submitted_at)
            VALUES (\(organization), \(card.id), \(card.stageID), \(card.interviewerID),
                \(ratings.overallRating?.value), \(ratings.technicalRating?.value),
                \(ratings.cultureFitRating?.value), \(ratings.communicationRating?.value),
                \(card.recommendation), \(StoredJSON(card.skills)), \(card.notes),
                \(card.submittedAt))
            ON CONFLICT ON CONSTRAINT scorecards_one_each DO NOTHING
            """
        ) == 1
    }

    /// Whether anybody has written about the stage.
    func hasCards(of stage: StageID) async throws(PostgresError) -> Bool {
        let card: ScorecardID? = try await source.rowIfAny(
            "SELECT id FROM scorecards WHERE stage_id = \(stage) LIMIT 1"
        )
        return card != nil
    }

    /// Those of these stages that the member has handed in a card of.
    func submitted(
        by user: UserID,
        of stages: [StageID]
    ) async throws(PostgresError) -> Set<StageID> {
        Set(
            try await source.rows(
                """
                SELECT stage_id FROM scorecards
                WHERE stage_id = ANY(\(stages)) AND interviewer_id = \(user)
                """
            ) as [StageID]
        )
    }

    /// Those of these processes in which the member still has a card to hand in.
    func processesOwing(
        _ user: UserID,
        of processes: [InterviewID]
    ) async throws(PostgresError) -> Set<InterviewID> {
        Set(try await source.rows(Self.owing(user, of: processes)) as [InterviewID])
    }

    static func owing(_ user: UserID, of processes: [InterviewID]) -> Statement {
        """
        SELECT DISTINCT i.process_id FROM stage_interviewers i
        WHERE i.user_id = \(user) AND i.process_id = ANY(\(processes))
            AND NOT EXISTS (SELECT FROM scorecards c
                WHERE c.stage_id = i.stage_id AND c.interviewer_id = \(user))
        """
    }

    /// What the cards of each stage come to.
    func means(of stages: [StageID]) async throws(PostgresError) -> [StageID: RatingMeans] {
        let rows: [MeansRow] = try await source.rows(
            """
            SELECT stage_id, count(overall_rating) AS n,
                avg(overall_rating)::float8 AS overall, avg(technical_rating)::float8 AS technical,
                avg(culture_fit_rating)::float8 AS culture,
                avg(communication_rating)::float8 AS communication
            FROM scorecards WHERE stage_id = ANY(\(stages)) GROUP BY stage_id
            """
        )
        return Dictionary(rows.map { ($0.stage, $0.means) }) { first, _ in first }
    }
}
