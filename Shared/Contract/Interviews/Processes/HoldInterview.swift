public import Vocabulary

/// Lets an interview process wait.
public struct HoldInterview: Hashable, Sendable {
    /// Identifies the process.
    public var id: InterviewID
    /// What there is to say about it.
    public var note: String?

    /// Takes every field.
    public init(
        id: InterviewID,
        note: String? = nil
    ) {
        self.id = id
        self.note = note
    }
}

extension HoldInterview: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/interviews/{id}/hold")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict, .preconditionFailed]
    /// What it answers.
    public typealias Response = Interview
    /// What it does.
    public static let about = """
        Lets a process wait. Time on hold counts in no duration.
        """
    /// One request and its answer.
    public static let example = Example(
        HoldInterview(id: .example(11), note: "The budget is being decided."),
        Interview.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:note:),
        Field("id", \.id, about: "Identifies the process."),
        Field("note", \.note, .text(1...Limits.text), about: "What there is to say about it.")
    )
}
