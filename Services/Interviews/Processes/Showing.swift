import Contract
import Postgres
import ServiceStore
import Vocabulary

/// What a viewer is shown of what is there.
struct Showing<Source: Database>: Sendable {
    let viewer: Viewer
    let source: Source

    init(_ viewer: Viewer, _ source: Source) {
        self.viewer = viewer
        self.source = source
    }

    /// Processes without what is not the viewer's: offers and reasons for interviewers, the score
    /// for whoever still has a card to hand in.
    func interviews(_ interviews: [Interview]) async throws(PostgresError) -> [Interview] {
        let owing = try await processesOwing(interviews.map(\.id))
        return interviews.map { interview in
            var shown = interview
            if owing.contains(interview.id) { shown.interviewScore = nil }
            if case .stagesTheyInterviewIn = viewer.scope {
                shown.offerDetails = nil
                shown.statusNote = nil
                shown.finalOutcome = nil
            }
            return shown
        }
    }

    /// The stages that are the viewer's to see, with what others said where that sways nobody.
    func stages(of dossier: Dossier) async throws(PostgresError) -> [Stage] {
        let stages = dossier.stages.filter(viewer.sees)
        guard !stages.isEmpty else { return [] }
        let cards = ScorecardStore(source)
        let submitted = try await submittedStages(in: stages)
        let means = try await cards.means(of: stages.map(\.id))
        return stages.map { stage in
            if viewer.mustNotBeSwayed(by: stage, submitted: submitted) {
                return stage.withoutVerdict
            }
            var shown = stage
            shown.scorecardMeans = means[stage.id]
            return shown
        }
    }

    /// One stage of them.
    func stage(_ id: StageID, of dossier: Dossier) async throws -> Stage {
        guard let stage = try await stages(of: dossier).first(where: { $0.id == id }) else {
            throw Refusal.noStage
        }
        return stage
    }

    /// The stages whose history the viewer may read.
    func stagesWithHistory(of dossier: Dossier) async throws(PostgresError) -> Set<StageID> {
        let stages = dossier.stages.filter(viewer.sees)
        let submitted = try await submittedStages(in: stages)
        return Set(
            stages.filter { !viewer.mustNotBeSwayed(by: $0, submitted: submitted) }.map(\.id)
        )
    }

    /// The stages of these that the viewer has handed in a card of.
    func submittedStages(in stages: [Stage]) async throws(PostgresError) -> Set<StageID> {
        guard let user = viewer.user, stages.contains(where: viewer.interviews) else { return [] }
        return try await ScorecardStore(source).submitted(by: user, of: stages.map(\.id))
    }

    private func processesOwing(
        _ ids: [InterviewID]
    ) async throws(PostgresError) -> Set<InterviewID> {
        guard let user = viewer.user, !ids.isEmpty else { return [] }
        return try await ScorecardStore(source).processesOwing(user, of: ids)
    }
}
