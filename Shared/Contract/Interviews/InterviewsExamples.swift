import Vocabulary

// What the documentation shows. Every value of a type differs from its neighbours, so that a
// round trip through the wire notices fields that were swapped.

extension OfferDetails {
    static let example = OfferDetails(
        salary: OfferSalary(
            amount: .literal("52000.5"),
            currency: .literal("SEK"),
            period: .month
        ),
        equity: "0.1 %",
        bonus: "One month",
        startDate: .literal("2026-08-01"),
        expiresAt: .example + .seconds(604_800),
        location: "Stockholm",
        benefits: ["Train pass"],
        notes: "The title is open."
    )
}

extension Offer {
    static let example = Offer(
        version: 2,
        status: .declined,
        offerDetails: .example,
        createdAt: .example,
        sentAt: .example + .seconds(60),
        answeredAt: .example + .seconds(3_600)
    )
}

extension Interview {
    static let example = Interview(
        id: .example(11),
        version: 3,
        organizationID: .example(1),
        candidateID: .example(3),
        companyName: "Analytical Engines",
        roleTitle: "Programmer",
        status: .rejectedByCompany,
        feederSource: "Royal Society",
        recruiterName: "Charles",
        statusNote: "Wants to weave, not to calculate.",
        finalOutcome: "skills_gap",
        offerDetails: .example,
        hiringManagerID: .example(6),
        assignmentID: .example(15),
        matchID: .example(16),
        talentMatchID: .example(17),
        startedOn: .literal("2026-05-01"),
        interviewScore: .literal("62.5"),
        createdAt: .example,
        updatedAt: .example + .seconds(120)
    )
}

extension StageRatings {
    static let example = StageRatings(
        overallRating: .literal("4"),
        technicalRating: .literal("5"),
        cultureFitRating: .literal("3"),
        communicationRating: .literal("2")
    )
}

extension RatingMeans {
    static let example = RatingMeans(
        n: 8,
        overallRating: 3.5,
        technicalRating: 3.25,
        cultureFitRating: 4.125,
        communicationRating: 3
    )
}

extension Stage {
    static let example = Stage(
        id: .example(12),
        interviewProcessID: .example(11),
        version: 4,
        stageName: "Technical interview",
        stageKind: .technical,
        stageOrder: 2,
        attempt: 3,
        scheduledDate: .literal("2026-05-12"),
        scheduledAt: .example,
        timeZone: "Europe/Stockholm",
        completedDate: .literal("2026-05-13"),
        outcome: .passed,
        ratings: .example,
        feedbackNotes: "Saw the loop at once.",
        interviewerNames: ["Mary Somerville"],
        interviewerIDs: [.example(8)],
        nextSteps: "A visit.",
        noShowBy: .interviewer,
        scorecardMeans: .example,
        processUnchanged: true,
        createdAt: .example + .seconds(240),
        updatedAt: .example + .seconds(360)
    )
}

extension InterviewDetail {
    static let example = InterviewDetail(
        interview: .example,
        stages: [.example],
        offers: [.example],
        allowedNext: [.offerExtended, .roleClosed]
    )
}

extension Scorecard {
    static let example = Scorecard(
        id: .example(13),
        stageID: .example(12),
        interviewerID: .example(8),
        ratings: .example,
        recommendation: .strongYes,
        skills: [ScorecardSkill(code: "algebra", rating: .literal("9"))],
        notes: "Would build the engine with her.",
        submittedAt: .example + .seconds(480)
    )
}

extension Placement {
    static let example = Placement(
        id: .example(14),
        candidateID: .example(3),
        interviewProcessID: .example(11),
        companyName: "Analytical Engines",
        roleTitle: "Programmer",
        placementDate: .literal("2026-06-01"),
        offerDetails: .example,
        endedOn: .literal("2026-08-31"),
        endReason: .resigned,
        version: 2
    )
}
