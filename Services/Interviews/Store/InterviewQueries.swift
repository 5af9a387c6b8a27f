import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Every question about processes, so that a test can ask how each is answered.
enum InterviewQueries {
    static func process(_ id: InterviewID) -> Statement {
        "SELECT \(ProcessRow.columns) FROM interview_processes p WHERE p.id = \(id)"
    }

    static func locking(_ ids: [InterviewID], _ viewer: Viewer) -> Statement {
        let filters = ["p.id = ANY(\(ids))"] + viewer.filters
        return """
            SELECT p.id FROM interview_processes p WHERE \(filters, separator: " AND ")
            ORDER BY p.id FOR UPDATE OF p
            """
    }

    static func stages(of id: InterviewID) -> Statement {
        """
        SELECT \(StageRow.columns) FROM interview_stages s
        WHERE s.interview_process_id = \(id) ORDER BY s.stage_order
        """
    }

    static func offers(of id: InterviewID) -> Statement {
        """
        SELECT version, status, details, created_at, sent_at, answered_at FROM interview_offers
        WHERE process_id = \(id) ORDER BY version
        """
    }

    static func placement(of id: InterviewID) -> Statement {
        "SELECT \(PlacementRow.columns) FROM placements WHERE process_id = \(id)"
    }

    /// How things stand with a job, which may have been taken back, and whose it is.
    static func state(of placement: PlacementID, from process: InterviewID) -> Statement {
        """
        SELECT p.candidate_id AS process_candidate_id, l.* FROM interview_processes p
        LEFT JOIN (SELECT \(PlacementRow.columns) FROM placements WHERE id = \(placement)) l ON true
        WHERE p.id = \(process)
        """
    }

    static func process(of stage: StageID) -> Statement {
        "SELECT interview_process_id FROM interview_stages WHERE id = \(stage)"
    }

    static func process(of placement: PlacementID) -> Statement {
        "SELECT process_id FROM placements WHERE id = \(placement)"
    }

    static func stages(of user: UserID, in process: InterviewID) -> Statement {
        """
        SELECT stage_id FROM stage_interviewers
        WHERE user_id = \(user) AND process_id = \(process) LIMIT 1
        """
    }

    static func active(besides dossier: Dossier) -> Statement {
        """
        SELECT p.id FROM interview_processes p
        WHERE p.candidate_id = \(dossier.interview.candidateID)
            AND p.company_key = \(NameKey.key(of: dossier.interview.companyName))
            AND p.role_key = \(NameKey.key(of: dossier.interview.roleTitle))
            AND p.status IN ('in_progress', 'on_hold', 'offer_extended')
            AND p.id <> \(dossier.interview.id)
        ORDER BY p.created_at LIMIT 1
        """
    }

    static func processes(
        withCompany company: String,
        role: String?,
        standing statuses: [InterviewStatus],
        _ viewer: Viewer
    ) -> Statement {
        var filters: [Statement] = [
            "p.company_key = \(NameKey.key(of: company))", "p.status = ANY(\(statuses))",
        ]
        if let role { filters.append("p.role_key = \(NameKey.key(of: role))") }
        filters += viewer.filters
        return """
            SELECT p.id FROM interview_processes p WHERE \(filters, separator: " AND ")
            ORDER BY p.id LIMIT \(Limits.bulk + 1)
            """
    }

    static func placements(
        of candidate: CandidateID,
        before place: (date: CalendarDate, id: PlacementID),
        _ viewer: Viewer,
        limit: Int
    ) -> Statement {
        var filters: [Statement] = [
            "candidate_id = \(candidate)",
            "(placement_date, id) < (\(place.date), \(place.id))",
        ]
        if !viewer.seesAll {
            filters.append(
                """
                process_id IN (SELECT p.id FROM interview_processes p
                    WHERE \(viewer.filters, separator: " AND "))
                """
            )
        }
        return """
            SELECT \(PlacementRow.columns) FROM placements
            WHERE \(filters, separator: " AND ")
            ORDER BY placement_date DESC, id DESC LIMIT \(limit)
            """
    }
}

extension Viewer {
    /// What narrows `interview_processes p` to what the viewer may see.
    var filters: [Statement] {
        switch scope {
        case .everything: []
        case .processesTheyDecide(let user): ["p.hiring_manager_id = \(user)"]
        case .stagesTheyInterviewIn(let user):
            [
                """
                p.id IN (SELECT i.process_id FROM stage_interviewers i WHERE i.user_id = \(user))
                """
            ]
        }
    }
}
