import Contract
import Vocabulary

extension Dossier {
    /// Changes the fields that are given.
    mutating func update(
        _ request: UpdateInterview,
        at moment: Moment
    ) throws(InterviewObjection) {
        let old = interview
        interview.companyName = request.companyName?.trimmed ?? old.companyName
        interview.roleTitle = request.roleTitle?.trimmed ?? old.roleTitle
        interview.feederSource = request.feederSource.applied(to: old.feederSource)?.trimmed
        interview.recruiterName = request.recruiterName.applied(to: old.recruiterName)?.trimmed
        interview.hiringManagerID = request.hiringManagerID.applied(to: old.hiringManagerID)
        interview.assignmentID = request.assignmentID.applied(to: old.assignmentID)
        interview.matchID = request.matchID.applied(to: old.matchID)
        interview.talentMatchID = request.talentMatchID.applied(to: old.talentMatchID)
        interview.startedOn = request.startedOn.applied(to: old.startedOn)
        if interview.startedOn != old.startedOn {
            try moment.check(interview.startedOn, "started_on")
            track.startedAt = interview.startedOn.map(Instant.init(startOf:)) ?? old.createdAt
        }
        let fields = interview.fields(thatDifferFrom: old)
        guard !fields.isEmpty else { return }
        events.append(
            InterviewEvent(
                .updated,
                fields: fields,
                company: .of(interview.companyName),
                feeder: .of(interview.feederSource),
                instant: track.startedAt
            )
        )
        correctPlacement()
    }

    /// The job is called as its process is.
    private mutating func correctPlacement() {
        guard var job = placement else { return }
        job.companyName = interview.companyName
        job.roleTitle = interview.roleTitle
        guard job != placement else { return }
        job.version += 1
        placement = job
        events.append(
            InterviewEvent(.placementCorrected, causedBy: .updated, placementID: job.id)
        )
    }
}

extension Interview {
    fileprivate func fields(thatDifferFrom old: Interview) -> [String] {
        [
            ("company_name", companyName != old.companyName),
            ("role_title", roleTitle != old.roleTitle),
            ("feeder_source", feederSource != old.feederSource),
            ("recruiter_name", recruiterName != old.recruiterName),
            ("hiring_manager_id", hiringManagerID != old.hiringManagerID),
            ("assignment_id", assignmentID != old.assignmentID),
            ("match_id", matchID != old.matchID),
            ("talent_match_id", talentMatchID != old.talentMatchID),
            ("started_on", startedOn != old.startedOn),
        ].filter(\.1).map(\.0)
    }
}
