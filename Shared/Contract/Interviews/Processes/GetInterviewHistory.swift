public import Vocabulary

/// Reads what happened to an interview process.
public struct GetInterviewHistory: Hashable, Sendable {
    /// Identifies the process.
    public var id: InterviewID
    /// Where to go on; from the page before.
    public var cursor: Cursor?
    /// How many at most.
    public var limit: Int

    /// Takes every field.
    public init(
        id: InterviewID,
        cursor: Cursor? = nil,
        limit: Int = Limits.pageDefault
    ) {
        self.id = id
        self.cursor = cursor
        self.limit = limit
    }
}

extension GetInterviewHistory: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/{id}/history")
    /// Who may ask.
    public static let audience = Audience.user().orKey
    /// What it answers.
    public typealias Response = Page<InterviewChange>
    /// What it does.
    public static let about = """
        Lists every change of the process, its stages, offers and scorecards, newest last: who,
        what and when. An interviewer sees what concerns their own stages.
        """
    /// One request and its answer.
    public static let example = Example(
        GetInterviewHistory(id: .example(11), limit: 25),
        Page(
            [
                InterviewChange(
                    at: .example,
                    actor: ChangeActor(kind: .user, id: "0198f3a0-0000-7000-8000-000000000002"),
                    what: .statusChanged,
                    from: "in_progress",
                    to: "rejected_by_company",
                    fields: ["status"],
                    stageID: .example(12),
                    reasonCode: "skills_gap",
                    causedBy: .outcomeRecorded
                )
            ]
        )
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:cursor:limit:),
        Field("id", \.id, about: "Identifies the process."),
        Field("cursor", \.cursor, about: "Where to go on; from the page before."),
        Field(
            "limit",
            \.limit,
            .number(1...Double(Limits.pageMax)),
            default: Limits.pageDefault,
            about: "How many at most."
        )
    )
}
