import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// What interviewers say of stages, each for themselves first.
struct Scorecards: Sendable {
    let desk: Desk

    /// Hands in the caller's card.
    func submit(
        _ request: SubmitScorecard,
        _ call: Call
    ) async throws -> ServiceKit.Answer<Scorecard> {
        let viewer = try call.viewer
        return try await desk.store.once(request, call, tenant: viewer.organization) {
            transaction in
            try await desk.changeStage(request.stageID, call, in: transaction) {
                dossier,
                index,
                moment in
                guard let user = viewer.user, viewer.interviews(in: dossier.stages[index]) else {
                    throw Refusal(.forbidden, "This stage does not name you as its interviewer.")
                }
                let card = Scorecard(
                    id: moment.identifiers.next(),
                    stageID: request.stageID,
                    interviewerID: user,
                    ratings: request.ratings,
                    recommendation: request.recommendation,
                    skills: request.skills ?? [],
                    notes: request.notes,
                    submittedAt: moment.at
                )
                let cards = ScorecardStore(transaction)
                guard try await cards.insert(card, of: viewer.organization) else {
                    throw Refusal.conflict(
                        "Your scorecard of this stage is in already.",
                        reason: "scorecard_exists"
                    )
                }
                dossier.events.append(
                    InterviewEvent(.scorecardSubmitted, stageID: request.stageID)
                )
                return card
            }.result
        }
    }

    /// Lists the cards of a stage.
    func list(_ request: ListScorecards, _ call: Call) async throws -> Page<Scorecard> {
        let viewer = try call.viewer
        return try await desk.store.transaction(for: viewer.organization) { transaction in
            let dossiers = DossierStore(transaction)
            guard let process = try await dossiers.process(of: request.stageID),
                let dossier = try await dossiers.dossier(process), viewer.sees(dossier),
                let stage = dossier.stage(request.stageID), viewer.sees(stage)
            else { throw Refusal.noStage }
            let showing = Showing(viewer, transaction)
            let submitted = try await showing.submittedStages(in: [stage])
            if viewer.mustNotBeSwayed(by: stage, submitted: submitted) { return Page([]) }
            return Page(try await ScorecardStore(transaction).cards(of: stage.id))
        }
    }
}
