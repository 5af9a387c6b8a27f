import Contract
import Vocabulary

/// A process with its stages, its offers and the job it led to: what is read, decided upon and
/// written as one. All rules are methods of it; it knows no clock and no database.
struct Dossier: Hashable, Sendable {
    /// The process as callers see it.
    var interview: Interview
    /// What it remembers beside that.
    var track: Track
    /// In their order.
    var stages: [Stage] = []
    /// In their order.
    var offers: [Offer] = []
    /// The job that its acceptance led to.
    var placement: Placement?
    /// What happened to it since it was read.
    var events: [InterviewEvent] = []

    /// What a process remembers of how it came where it is.
    struct Track: Hashable, Sendable {
        /// Where a process on hold comes back to.
        var heldFrom: InterviewStatus?
        /// The state before the end, where a reopened process goes.
        var before: InterviewStatus?
        /// The stage whose outcome put the process where it is.
        var movedBy: StageID?
        /// The pending stages that the end cancelled.
        var cancelledStages: [StageID] = []
        /// The offer that the end settled.
        var settledOffer: Int?
        /// The reason code of the end.
        var reasonCode: String?
        /// When the process came where it is.
        var statusAt: Instant
        /// When it began.
        var startedAt: Instant
        /// When it ended.
        var endedAt: Instant?
        /// Since when it is on hold.
        var heldSince: Instant?
        /// How long it was on hold before.
        var heldFor: Duration = .zero
        /// Whether it was begun although another was active.
        var isForced = false
    }

    /// Where the process stands.
    var status: InterviewStatus { interview.status }

    /// Where it can go from here.
    var allowedNext: [InterviewStatus] {
        StatusGraph.next(from: status, heldFrom: track.heldFrom)
    }

    /// The day that reports count it under.
    var startedOn: CalendarDate { track.startedAt.date ?? .earliest }

    /// The offer that is with the candidate.
    var openOffer: Offer? { offers.last { $0.status == .sent } }

    /// The stage of that identifier.
    func stage(_ id: StageID) -> Stage? { stages.first { $0.id == id } }
}

/// When something happens, and what new things are called.
struct Moment: Sendable {
    /// Now.
    let at: Instant
    /// Where identifiers come from.
    let identifiers: IdentifierSource

    /// The day in UTC.
    var today: CalendarDate { at.date ?? .earliest }

    /// The day where it begins first, fourteen hours before UTC: it is today for somebody.
    var latestToday: CalendarDate { (at + .seconds(14 * 3_600)).date ?? .latest }

    /// Refuses a day that is nowhere yet.
    func check(_ date: CalendarDate?, _ field: String) throws(InterviewObjection) {
        if let date, date > latestToday { throw .inTheFuture(field: field) }
    }
}

extension Dossier {
    /// A process that begins.
    init(
        _ request: CreateInterview,
        of organization: OrganizationID,
        at moment: Moment
    ) {
        let startedAt = request.startedOn.map(Instant.init(startOf:)) ?? moment.at
        interview = Interview(
            id: moment.identifiers.next(),
            version: 1,
            organizationID: organization,
            candidateID: request.candidateID,
            companyName: request.companyName.trimmed,
            roleTitle: request.roleTitle.trimmed,
            status: .inProgress,
            feederSource: request.feederSource?.trimmed,
            recruiterName: request.recruiterName?.trimmed,
            hiringManagerID: request.hiringManagerID,
            assignmentID: request.assignmentID,
            matchID: request.matchID,
            talentMatchID: request.talentMatchID,
            startedOn: request.startedOn,
            createdAt: moment.at,
            updatedAt: moment.at
        )
        track = Track(statusAt: moment.at, startedAt: startedAt, isForced: request.force)
        events = [
            InterviewEvent(
                .created,
                to: InterviewStatus.inProgress.rawValue,
                company: .of(interview.companyName),
                feeder: .of(interview.feederSource),
                instant: startedAt
            )
        ]
    }

    /// Counts the versions of what differs from `was`, and dates it.
    mutating func stamp(since was: Dossier, at instant: Instant) {
        guard self != was || !events.isEmpty else { return }
        for index in stages.indices {
            guard let old = was.stage(stages[index].id), old != stages[index] else { continue }
            stages[index].version = old.version + 1
            stages[index].updatedAt = instant
        }
        interview.interviewScore = score
        var own = interview
        own.interviewScore = was.interview.interviewScore
        if own != was.interview { interview.version = was.interview.version + 1 }
        interview.updatedAt = instant
    }

    /// 0–100 from the mean of the overall ratings, 1 → 0 and 5 → 100.
    var score: InterviewScore? {
        let ratings = stages.compactMap { $0.ratings.overallRating?.value }
        guard !ratings.isEmpty else { return nil }
        return InterviewScore(25 * (Double(ratings.reduce(0, +)) / Double(ratings.count) - 1))
    }
}

extension Instant {
    /// Midnight, UTC.
    init(startOf date: CalendarDate) {
        self.init(seconds: Int64(date.daysSinceEpoch) * 86_400)
    }
}

extension String {
    /// Without white space around it.
    var trimmed: String {
        // By scalars, as blank is told: a space with an accent on it is a letter to nobody else.
        let rest = unicodeScalars.drop(while: \.properties.isWhitespace)
        let last = rest.lastIndex { !$0.properties.isWhitespace }
        return last.map { String(rest[...$0]) } ?? ""
    }
}
