import Contract
import Postgres
import ServiceStore
import Vocabulary

/// A row of `interview_processes`.
struct ProcessRow: PostgresRow {
    let interview: Interview
    let track: Dossier.Track

    static var columns: Statement {
        """
        p.id, p.version, p.org_id, p.candidate_id, p.company_name, p.role_title, p.status, \
        p.feeder_source, p.recruiter_name, p.status_note, p.final_outcome, p.offer_details, \
        p.hiring_manager_id, p.assignment_id, p.match_id, p.talent_match_id, p.started_on, \
        p.interview_score, p.created_at, p.updated_at, p.held_from, p.status_before, p.moved_by, \
        p.cancelled_stages, p.settled_offer, p.reason_code, p.status_at, p.started_at, \
        p.ended_at, p.held_since, p.held_microseconds, p.is_forced
        """
    }

    init(_ row: borrowing Row) throws(PostgresError) {
        interview = Interview(
            id: try row["id"],
            version: try row["version"],
            organizationID: try row["org_id"],
            candidateID: try row["candidate_id"],
            companyName: try row["company_name"],
            roleTitle: try row["role_title"],
            status: try row["status"],
            feederSource: try row["feeder_source"],
            recruiterName: try row["recruiter_name"],
            statusNote: try row["status_note"],
            finalOutcome: try row["final_outcome"],
            offerDetails: (try row["offer_details"] as StoredJSON<OfferDetails>?)?.value,
            hiringManagerID: try row["hiring_manager_id"],
            assignmentID: try row["assignment_id"],
            matchID: try row["match_id"],
            talentMatchID: try row["talent_match_id"],
            startedOn: try row["started_on"],
            interviewScore: (try row["interview_score"] as Double?).flatMap(InterviewScore.init),
            createdAt: try row["created_at"],
            updatedAt: try row["updated_at"]
        )
        track = Dossier.Track(
            heldFrom: try row["held_from"],
            before: try row["status_before"],
            movedBy: try row["moved_by"],
            cancelledStages: try row["cancelled_stages"],
            settledOffer: try row["settled_offer"],
            reasonCode: try row["reason_code"],
            statusAt: try row["status_at"],
            startedAt: try row["started_at"],
            endedAt: try row["ended_at"],
            heldSince: try row["held_since"],
            heldFor: .microseconds(try row["held_microseconds"] as Int64),
            isForced: try row["is_forced"]
        )
    }
}
