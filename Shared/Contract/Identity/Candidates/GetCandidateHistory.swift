public import Vocabulary

/// Reads what happened to a candidate record.
public struct GetCandidateHistory: Hashable, Sendable {
    /// Identifies the record.
    public var id: CandidateID
    /// Where to go on; from the page before.
    public var cursor: Cursor?
    /// How many at most.
    public var limit: Int

    /// Takes every field.
    public init(
        id: CandidateID,
        cursor: Cursor? = nil,
        limit: Int = Limits.pageDefault
    ) {
        self.id = id
        self.cursor = cursor
        self.limit = limit
    }
}

extension GetCandidateHistory: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.get, "/candidates/{id}/history")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.moved]
    /// What it answers.
    public typealias Response = Page<CandidateChange>
    /// What it does.
    public static let about = """
        Lists what happened to a record, newest last: who, when, which fields, from where. Values
        are not part of the history.
        """
    /// One request and its answer.
    public static let example = Example(
        GetCandidateHistory(id: .example(3), limit: 25),
        Page(
            [
                CandidateChange(
                    at: .example,
                    what: .updated,
                    actorKind: .user,
                    actorID: "0198f3a0-0000-7000-8000-000000000002",
                    fields: ["email", "phone"],
                    source: .recruiter
                )
            ]
        )
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:cursor:limit:),
        Field("id", \.id, about: "Identifies the record."),
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
