public import Vocabulary

/// Lists the stages of a process.
public struct ListStages: Hashable, Sendable {
    /// Identifies the process.
    public var id: InterviewID

    /// Takes every field.
    public init(
        id: InterviewID
    ) {
        self.id = id
    }
}

extension ListStages: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/{id}/stages")
    /// Who may ask.
    public static let audience = Audience.user().orKey
    /// What it answers.
    public typealias Response = Page<Stage>
    /// What it does.
    public static let about = """
        Lists the stages of a process in their order, all on one page. An interviewer sees their
        own.
        """
    /// One request and its answer.
    public static let example = Example(
        ListStages(id: .example(11)),
        Page([Stage.example])
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:),
        Field("id", \.id, about: "Identifies the process.")
    )
}
