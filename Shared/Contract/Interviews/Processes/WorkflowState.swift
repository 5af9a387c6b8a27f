import Vocabulary

/// A status and where one gets from it.
public struct WorkflowState: Hashable, Sendable {
    /// The status.
    public var status: InterviewStatus
    /// Whether a process ends here.
    public var isTerminal: Bool
    /// Where a process can go by itself.
    public var next: [InterviewStatus]
    /// Where a mistaken end can be taken back to.
    public var reopensTo: [InterviewStatus]

    /// Takes every field.
    public init(
        status: InterviewStatus,
        isTerminal: Bool,
        next: [InterviewStatus],
        reopensTo: [InterviewStatus]
    ) {
        self.status = status
        self.isTerminal = isTerminal
        self.next = next
        self.reopensTo = reopensTo
    }
}

extension WorkflowState: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(status:isTerminal:next:reopensTo:),
        Field("status", \.status, about: "The status."),
        Field("is_terminal", \.isTerminal, about: "Whether a process ends here."),
        Field("next", \.next, about: "Where a process can go by itself."),
        Field("reopens_to", \.reopensTo, about: "Where a mistaken end can be taken back to.")
    )
}
