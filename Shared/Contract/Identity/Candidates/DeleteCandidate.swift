public import Vocabulary

/// Removes a candidate record.
public struct DeleteCandidate: Hashable, Sendable {
    /// Identifies the record.
    public var id: CandidateID

    /// Takes every field.
    public init(
        id: CandidateID
    ) {
        self.id = id
    }
}

extension DeleteCandidate: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.delete, "/candidates/{id}", .noContent)
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter)
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.moved, .preconditionFailed]
    /// What it answers.
    public typealias Response = Nothing
    /// What it does.
    public static let about = """
        Removes the record and everything in it that tells who it was about. What remains in the
        event trail are identifiers, dates and numbers.
        """
    /// One request and its answer.
    public static let example = Example(
        DeleteCandidate(id: .example(3)),
        Nothing()
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:),
        Field("id", \.id, about: "Identifies the record.")
    )
}
