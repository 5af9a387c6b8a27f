public import Vocabulary

/// Reads a candidate record.
public struct GetCandidate: Hashable, Sendable {
    /// Identifies the record.
    public var id: CandidateID

    /// Takes every field.
    public init(
        id: CandidateID
    ) {
        self.id = id
    }
}

extension GetCandidate: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.get, "/candidates/{id}")
    /// Who may ask.
    public static let audience = Audience.user().orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.moved]
    /// What it answers.
    public typealias Response = Candidate
    /// What it does.
    public static let about = """
        Reads one record. One that was merged into another answers 301 with the other's address.
        """
    /// One request and its answer.
    public static let example = Example(
        GetCandidate(id: .example(3)),
        Candidate.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:),
        Field("id", \.id, about: "Identifies the record.")
    )
}
