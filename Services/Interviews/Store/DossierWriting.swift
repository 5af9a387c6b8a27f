import Contract
import Postgres
import ServiceStore
import Vocabulary

extension DossierStore {
    /// Writes what differs from `was`; all of it for a new process.
    ///
    /// - Throws: `.uniqueViolation` of `interview_processes_active` where another active process
    ///   came first.
    func save(_ dossier: Dossier, was: Dossier?) async throws(PostgresError) {
        let hasNames =
            was.map {
                $0.interview.companyName != dossier.interview.companyName
                    || $0.interview.roleTitle != dossier.interview.roleTitle
            } ?? true
        if was?.interview != dossier.interview || was?.track != dossier.track {
            try await source.execute(InterviewWrites.processes([dossier]))
        }
        if hasNames {
            let organization = dossier.interview.organizationID
            if was != nil {
                try await source.execute(InterviewWrites.removeWords(dossier.interview))
            }
            try await source.execute(
                InterviewWrites.addWords([dossier.interview], of: organization)
            )
        }
        let kept = Set(dossier.stages.map(\.id))
        for stage in was?.stages ?? [] where !kept.contains(stage.id) {
            try await source.execute("DELETE FROM interview_stages WHERE id = \(stage.id)")
        }
        for stage in dossier.stages {
            let old = was?.stage(stage.id)
            guard old != stage else { continue }
            try await source.execute(
                InterviewWrites.stage(stage, of: dossier.interview.organizationID)
            )
            if old?.interviewerIDs ?? [] != stage.interviewerIDs {
                try await source.execute(
                    InterviewWrites.interviewers(stage, of: dossier.interview.organizationID)
                )
            }
        }
        // One offer can be out at a time, so what leaves goes before what comes.
        let changed = dossier.offers.filter { offer in !(was?.offers.contains(offer) ?? false) }
        for offer in changed.filter({ $0.status != .sent }) + changed.filter({ $0.status == .sent })
        {
            try await source.execute(InterviewWrites.offers([(offer, dossier.interview)]))
        }
        guard was?.placement != dossier.placement else { return }
        if let old = was?.placement, old.id != dossier.placement?.id {
            try await source.execute("DELETE FROM placements WHERE id = \(old.id)")
        }
        if let placement = dossier.placement {
            try await source.execute(
                InterviewWrites.placements([placement], of: dossier.interview.organizationID)
            )
        }
    }

    /// Writes new processes of one organization that have no stages yet, table by table.
    func insert(_ dossiers: [Dossier]) async throws(PostgresError) {
        guard let organization = dossiers.first?.interview.organizationID else { return }
        // Their texts are as long as the lists, and not worth keeping prepared.
        try await source.execute(InterviewWrites.processes(dossiers).unprepared())
        try await source.execute(
            InterviewWrites.addWords(dossiers.map(\.interview), of: organization)
        )
        let offers = dossiers.flatMap { dossier in dossier.offers.map { ($0, dossier.interview) } }
        if !offers.isEmpty {
            try await source.execute(InterviewWrites.offers(offers).unprepared())
        }
        let placements = dossiers.compactMap(\.placement)
        if !placements.isEmpty {
            let statement = InterviewWrites.placements(placements, of: organization)
            try await source.execute(statement.unprepared())
        }
    }
}

/// Everything that is written of a process. Rows are written whole: which columns may change is
/// decided in the domain, not here.
enum InterviewWrites {
    static func processes(_ dossiers: [Dossier]) -> Statement {
        let columns: Statement = """
            version, candidate_id, company_name, company_key, role_title, role_key, status, \
            feeder_source, feeder_key, recruiter_name, recruiter_key, status_note, final_outcome, \
            offer_details, hiring_manager_id, assignment_id, match_id, talent_match_id, \
            started_on, interview_score, created_at, updated_at, held_from, status_before, \
            moved_by, cancelled_stages, settled_offer, reason_code, status_at, started_at, \
            ended_at, held_since, held_microseconds, is_forced
            """
        return """
            INSERT INTO interview_processes (org_id, id, \(columns))
            VALUES \(dossiers.map(row), separator: ", ")
            ON CONFLICT (org_id, id) DO UPDATE SET (\(columns)) =
                (\(Self.excluded(columns)))
            """
    }

    /// The values of a process, in the order of its columns.
    private static func row(_ dossier: Dossier) -> Statement {
        let interview = dossier.interview
        let track = dossier.track
        let values: [Statement] = [
            "\(interview.organizationID)", "\(interview.id)",
            "\(interview.version)", "\(interview.candidateID)", "\(interview.companyName)",
            "\(NameKey.key(of: interview.companyName))", "\(interview.roleTitle)",
            "\(NameKey.key(of: interview.roleTitle))", "\(interview.status)",
            "\(interview.feederSource)", "\(interview.feederSource.map(NameKey.key(of:)))",
            "\(interview.recruiterName)", "\(interview.recruiterName.map(NameKey.key(of:)))",
            "\(interview.statusNote)", "\(interview.finalOutcome)",
            "\(interview.offerDetails.map(StoredJSON.init))", "\(interview.hiringManagerID)",
            "\(interview.assignmentID)", "\(interview.matchID)", "\(interview.talentMatchID)",
            "\(interview.startedOn)", "\(interview.interviewScore?.value)",
            "\(interview.createdAt)", "\(interview.updatedAt)", "\(track.heldFrom)",
            "\(track.before)", "\(track.movedBy)", "\(track.cancelledStages)",
            "\(track.settledOffer)", "\(track.reasonCode)", "\(track.statusAt)",
            "\(track.startedAt)", "\(track.endedAt)", "\(track.heldSince)",
            "\(track.heldFor.wholeMicroseconds)", "\(track.isForced)",
        ]
        return "(\(values, separator: ", "))"
    }

    /// Words that are not the process's any more.
    static func removeWords(_ interview: Interview) -> Statement {
        """
        DELETE FROM interview_words
        WHERE process_id = \(interview.id) AND word <> ALL(\(searchWords(of: interview)))
        """
    }

    static func addWords(_ interviews: [Interview], of organization: OrganizationID) -> Statement {
        let words = interviews.flatMap { interview in
            searchWords(of: interview).map { (word: $0, process: interview.id) }
        }
        return """
            INSERT INTO interview_words (org_id, word, process_id)
            SELECT \(organization), word, process_id
            FROM unnest(\(words.map(\.word)), \(words.map(\.process))) AS n (word, process_id)
            ON CONFLICT DO NOTHING
            """
    }

    private static func searchWords(of interview: Interview) -> [String] {
        NameKey.searchWords(of: [interview.companyName, interview.roleTitle])
    }

    static func stage(_ stage: Stage, of organization: OrganizationID) -> Statement {
        let columns: Statement = """
            interview_process_id, version, stage_name, name_key, stage_kind, stage_order, \
            attempt, scheduled_date, scheduled_at, time_zone, completed_date, outcome, \
            overall_rating, technical_rating, culture_fit_rating, communication_rating, \
            feedback_notes, interviewer_names, interviewer_ids, next_steps, no_show_by, \
            created_at, updated_at
            """
        let values: [Statement] = [
            "\(stage.interviewProcessID)", "\(stage.version)", "\(stage.stageName)",
            "\(NameKey.key(of: stage.stageName))", "\(stage.stageKind)", "\(stage.stageOrder)",
            "\(stage.attempt)", "\(stage.scheduledDate)", "\(stage.scheduledAt)",
            "\(stage.timeZone)", "\(stage.completedDate)", "\(stage.outcome)",
            "\(stage.ratings.overallRating?.value)", "\(stage.ratings.technicalRating?.value)",
            "\(stage.ratings.cultureFitRating?.value)",
            "\(stage.ratings.communicationRating?.value)", "\(stage.feedbackNotes)",
            "\(stage.interviewerNames)", "\(stage.interviewerIDs)", "\(stage.nextSteps)",
            "\(stage.noShowBy)", "\(stage.createdAt)", "\(stage.updatedAt)",
        ]
        return """
            INSERT INTO interview_stages (org_id, id, \(columns))
            VALUES (\(organization), \(stage.id), \(values, separator: ", "))
            ON CONFLICT (org_id, id) DO UPDATE SET (\(columns)) =
                (\(Self.excluded(columns)))
            """
    }

    static func interviewers(_ stage: Stage, of organization: OrganizationID) -> Statement {
        """
        WITH old AS (
            DELETE FROM stage_interviewers
            WHERE stage_id = \(stage.id) AND user_id <> ALL(\(stage.interviewerIDs)))
        INSERT INTO stage_interviewers (org_id, user_id, process_id, stage_id)
        SELECT \(organization), user_id, \(stage.interviewProcessID), \(stage.id)
        FROM unnest(\(stage.interviewerIDs)) AS users (user_id)
        ON CONFLICT DO NOTHING
        """
    }

    static func offers(_ offers: [(offer: Offer, interview: Interview)]) -> Statement {
        let rows: [Statement] = offers.map { offer, interview in
            """
            (\(interview.organizationID), \(interview.id), \(offer.version), \(offer.status),
                \(StoredJSON(offer.offerDetails)), \(offer.offerDetails.expiresAt),
                \(offer.createdAt), \(offer.sentAt), \(offer.answeredAt))
            """
        }
        return """
            INSERT INTO interview_offers (org_id, process_id, version, status, details, expires_at,
                created_at, sent_at, answered_at)
            VALUES \(rows, separator: ", ")
            ON CONFLICT (org_id, process_id, version) DO UPDATE SET
                (status, details, expires_at, sent_at, answered_at) =
                (EXCLUDED.status, EXCLUDED.details, EXCLUDED.expires_at, EXCLUDED.sent_at,
                    EXCLUDED.answered_at)
            """
    }

    static func placements(
        _ placements: [Placement],
        of organization: OrganizationID
    ) -> Statement {
        let rows: [Statement] = placements.map { placement in
            """
            (\(organization), \(placement.id), \(placement.candidateID),
                \(placement.interviewProcessID), \(placement.companyName),
                \(placement.roleTitle), \(placement.placementDate),
                \(placement.offerDetails.map(StoredJSON.init)), \(placement.endedOn),
                \(placement.endReason), \(placement.version))
            """
        }
        return """
            INSERT INTO placements (org_id, \(PlacementRow.columns))
            VALUES \(rows, separator: ", ")
            ON CONFLICT (org_id, id) DO UPDATE SET
                (company_name, role_title, ended_on, end_reason, version) =
                (EXCLUDED.company_name, EXCLUDED.role_title, EXCLUDED.ended_on,
                    EXCLUDED.end_reason, EXCLUDED.version)
            """
    }

    /// The same columns as they were to be inserted. The text is a constant of this file.
    private static func excluded(_ columns: Statement) -> Statement {
        let names = columns.sql.split(separator: ",").map { "EXCLUDED.\(String($0).trimmed)" }
        return Statement(stringLiteral: names.joined(separator: ", "))
    }
}

extension Duration {
    /// Microseconds, rounded towards zero.
    var wholeMicroseconds: Int {
        Int(components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000)
    }
}
