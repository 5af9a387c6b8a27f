import Contract
import ServiceKit

/// Which operation is whose.
struct InterviewsRoutes {
    let processes: Processes
    let lists: ProcessLists
    let bulk: BulkChanges
    let history: History
    let reasons: ReasonLists
    let stages: Stages
    let scorecards: Scorecards
    let offers: Offers
    let placements: Placements
    let reports: Reports
    let stageReports: StageReports
    let recounts: FeederRecounts
    let imports: Imports
    let exports: Exports

    var routes: [any Handling] {
        [
            Handle(CreateInterview.self, processes.create),
            Handle(GetInterview.self, lists.get),
            Handle(ListInterviews.self) { try await lists.list($0, $1) },
            Handle(ListCandidateInterviews.self) { try await lists.list($0, $1) },
            Handle(ListCompanyInterviews.self) { try await lists.list($0, $1) },
            Handle(UpdateInterview.self, processes.update),
            Handle(CompleteInterview.self, processes.complete),
            Handle(HoldInterview.self, processes.hold),
            Handle(ResumeInterview.self, processes.resume),
            Handle(ReopenInterview.self, processes.reopen),
            Handle(ChangeInterviews.self, bulk.change),
            Handle(GetInterviewHistory.self, history.list),
            Handle(GetWorkflow.self, lists.workflow),
            Handle(GetReasonCodes.self, reasons.get),
            Handle(UpdateReasonCodes.self, reasons.update),
            Handle(AddStage.self, stages.add),
            Handle(ListStages.self, lists.stages),
            Handle(UpdateStage.self, stages.update),
            Handle(RecordOutcome.self, stages.record),
            Handle(RemoveStage.self, stages.remove),
            Handle(RescheduleStage.self, stages.reschedule),
            Handle(SubmitScorecard.self, scorecards.submit),
            Handle(ListScorecards.self, scorecards.list),
            Handle(MakeOffer.self, offers.make),
            Handle(UpdateOffer.self, offers.update),
            Handle(ListPlacements.self, placements.list),
            Handle(EndPlacement.self, placements.end),
            Handle(GetConversionRates.self, reports.conversionRates),
            Handle(GetStageSuccessRates.self, reports.stageSuccessRates),
            Handle(GetCompanyStats.self, reports.companyStats),
            Handle(GetFunnel.self, reports.funnel),
            Handle(GetStagePerformance.self, stageReports.performance),
            Handle(GetCompanyInsights.self, reports.insights),
            Handle(GetFeederReport.self, reports.feederReport),
            Handle(RecomputeFeeder.self, recounts.recompute),
            Handle(ExportFeeders.self, reports.feederFile),
            Handle(ImportInterviews.self, imports.run),
            HandleContent(ExportInterviews.self, exports.run),
        ]
    }

    init(desk: Desk, register: Register) {
        let store = desk.store
        processes = Processes(desk: desk, register: register)
        lists = ProcessLists(store: store)
        bulk = BulkChanges(desk: desk)
        history = History(store: store)
        reasons = ReasonLists(store: store)
        stages = Stages(desk: desk, register: register)
        scorecards = Scorecards(desk: desk)
        offers = Offers(desk: desk)
        placements = Placements(desk: desk)
        reports = Reports(store: store, now: desk.now)
        stageReports = StageReports(store: store)
        recounts = FeederRecounts(store: store, now: desk.now)
        imports = Imports(desk: desk, register: register)
        exports = Exports(store: store)
    }
}
