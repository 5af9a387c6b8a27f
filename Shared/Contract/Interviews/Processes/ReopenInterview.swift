public import Vocabulary

/// Takes back an end that was a mistake.
public struct ReopenInterview: Hashable, Sendable {
    /// Identifies the process.
    public var id: InterviewID
    /// What the mistake was.
    public var reason: String
    /// Where to; the state before its end unless it is said.
    public var to: InterviewStatus?

    /// Takes every field.
    public init(
        id: InterviewID,
        reason: String,
        to: InterviewStatus? = nil
    ) {
        self.id = id
        self.reason = reason
        self.to = to
    }
}

extension ReopenInterview: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/interviews/{id}/reopen")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict, .preconditionFailed]
    /// What it answers.
    public typealias Response = Interview
    /// What it does.
    public static let about = """
        Says that the end of a process was a mistake, and undoes what it caused: the placement,
        the figures, the stages that were cancelled, the offer that was settled. Somebody who
        was hired and left is no mistake: end the placement.
        """
    /// One request and its answer.
    public static let example = Example(
        ReopenInterview(id: .example(11), reason: "Wrong candidate.", to: .inProgress),
        Interview.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:reason:to:),
        Field("id", \.id, about: "Identifies the process."),
        Field("reason", \.reason, .text(1...Limits.text), about: "What the mistake was."),
        Field("to", \.to, about: "Where to; the state before its end unless it is said.")
    )
}
