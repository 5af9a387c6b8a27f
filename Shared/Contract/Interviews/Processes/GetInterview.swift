public import Vocabulary

/// Reads an interview process.
public struct GetInterview: Hashable, Sendable {
    /// Identifies the process.
    public var id: InterviewID

    /// Takes every field.
    public init(
        id: InterviewID
    ) {
        self.id = id
    }
}

extension GetInterview: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/{id}")
    /// Who may ask.
    public static let audience = Audience.user().orKey
    /// What it answers.
    public typealias Response = InterviewDetail
    /// What it does.
    public static let about = """
        Reads a process with its stages, its offers and the states it can go to. An interviewer
        sees the stages that name them, and nobody else's verdict on a stage before their own
        scorecard is in.
        """
    /// One request and its answer.
    public static let example = Example(
        GetInterview(id: .example(11)),
        InterviewDetail.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:),
        Field("id", \.id, about: "Identifies the process.")
    )
}
