import Contract
import Postgres
import ServiceStore
import Vocabulary

/// A row of `interview_stages`.
struct StageRow: PostgresRow {
    let stage: Stage

    static var columns: Statement {
        """
        s.id, s.interview_process_id, s.version, s.stage_name, s.stage_kind, s.stage_order, \
        s.attempt, s.scheduled_date, s.scheduled_at, s.time_zone, s.completed_date, s.outcome, \
        s.overall_rating, s.technical_rating, s.culture_fit_rating, s.communication_rating, \
        s.feedback_notes, s.interviewer_names, s.interviewer_ids, s.next_steps, s.no_show_by, \
        s.created_at, s.updated_at
        """
    }

    init(_ row: borrowing Row) throws(PostgresError) {
        stage = Stage(
            id: try row["id"],
            interviewProcessID: try row["interview_process_id"],
            version: try row["version"],
            stageName: try row["stage_name"],
            stageKind: try row["stage_kind"],
            stageOrder: try row["stage_order"],
            attempt: try row["attempt"],
            scheduledDate: try row["scheduled_date"],
            scheduledAt: try row["scheduled_at"],
            timeZone: try row["time_zone"],
            completedDate: try row["completed_date"],
            outcome: try row["outcome"],
            ratings: try StageRatings(row),
            feedbackNotes: try row["feedback_notes"],
            interviewerNames: try row["interviewer_names"],
            interviewerIDs: try row["interviewer_ids"],
            nextSteps: try row["next_steps"],
            noShowBy: try row["no_show_by"],
            createdAt: try row["created_at"],
            updatedAt: try row["updated_at"]
        )
    }
}

extension StageRatings {
    /// The four columns of ratings, in whatever table.
    init(_ row: borrowing Row) throws(PostgresError) {
        self.init(
            overallRating: (try row["overall_rating"] as Int?).flatMap(StageRating.init),
            technicalRating: (try row["technical_rating"] as Int?).flatMap(StageRating.init),
            cultureFitRating: (try row["culture_fit_rating"] as Int?).flatMap(StageRating.init),
            communicationRating: (try row["communication_rating"] as Int?).flatMap(StageRating.init)
        )
    }
}

/// A row of `interview_offers`.
struct OfferRow: PostgresRow {
    let offer: Offer

    init(_ row: borrowing Row) throws(PostgresError) {
        offer = Offer(
            version: try row["version"],
            status: try row["status"],
            offerDetails: (try row["details"] as StoredJSON<OfferDetails>).value,
            createdAt: try row["created_at"],
            sentAt: try row["sent_at"],
            answeredAt: try row["answered_at"]
        )
    }
}

/// A row of `placements`.
struct PlacementRow: PostgresRow {
    let placement: Placement

    static var columns: Statement {
        """
        id, candidate_id, process_id, company_name, role_title, placement_date, offer_details, \
        ended_on, end_reason, version
        """
    }

    init(_ row: borrowing Row) throws(PostgresError) {
        placement = Placement(
            id: try row["id"],
            candidateID: try row["candidate_id"],
            interviewProcessID: try row["process_id"],
            companyName: try row["company_name"],
            roleTitle: try row["role_title"],
            placementDate: try row["placement_date"],
            offerDetails: (try row["offer_details"] as StoredJSON<OfferDetails>?)?.value,
            endedOn: try row["ended_on"],
            endReason: try row["end_reason"],
            version: try row["version"]
        )
    }
}
