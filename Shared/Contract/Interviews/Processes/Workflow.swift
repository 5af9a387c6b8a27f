import Vocabulary

/// The states of a process, as data.
public struct Workflow: Hashable, Sendable {
    /// Where a process begins.
    public var initial: InterviewStatus
    /// All states.
    public var states: [WorkflowState]
    /// What can come of a stage.
    public var outcomes: [StageOutcome]
    /// What a stage can be about.
    public var stageKinds: [StageKind]
    /// Where an offer can stand.
    public var offerStatuses: [OfferStatus]

    /// Takes every field.
    public init(
        initial: InterviewStatus,
        states: [WorkflowState],
        outcomes: [StageOutcome],
        stageKinds: [StageKind],
        offerStatuses: [OfferStatus]
    ) {
        self.initial = initial
        self.states = states
        self.outcomes = outcomes
        self.stageKinds = stageKinds
        self.offerStatuses = offerStatuses
    }
}

extension Workflow: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(initial:states:outcomes:stageKinds:offerStatuses:),
        Field("initial", \.initial, about: "Where a process begins."),
        Field("states", \.states, about: "All states."),
        Field("outcomes", \.outcomes, about: "What can come of a stage."),
        Field("stage_kinds", \.stageKinds, about: "What a stage can be about."),
        Field("offer_statuses", \.offerStatuses, about: "Where an offer can stand.")
    )
}
