import Vocabulary

/// Reads the states of a process.
public struct GetWorkflow: Hashable, Sendable {
    /// Asks for it.
    public init() {}
}

extension GetWorkflow: InterviewsOperation, PlainOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/workflow")
    /// Who may ask.
    public static let audience = Audience.user().orKey
    /// What it answers.
    public typealias Response = Workflow
    /// What it does.
    public static let about = """
        The state machine as data: which states there are, and where a process can go from each.
        """
    /// One request and its answer.
    public static let example = Example(
        GetWorkflow(),
        Workflow(
            initial: .inProgress,
            states: [
                WorkflowState(
                    status: .offerDeclined,
                    isTerminal: true,
                    next: [.offerExtended],
                    reopensTo: [.inProgress, .onHold]
                )
            ],
            outcomes: [.pending, .passed],
            stageKinds: [.technical],
            offerStatuses: [.draft, .sent]
        )
    )
}
