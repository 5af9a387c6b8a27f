import Vocabulary

/// Makes a candidate record.
public struct CreateCandidate: Hashable, Sendable {
    /// What is known.
    public var fields: CandidateFields

    /// Takes every field.
    public init(
        fields: CandidateFields
    ) {
        self.fields = fields
    }
}

extension CreateCandidate: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/candidates", .created)
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// What it answers.
    public typealias Response = Candidate
    /// What it does.
    public static let about = """
        Makes a record about somebody. A name is enough; an e-mail address is usual. Two records
        may have the same address: whether they are one person is for a recruiter to say, with a
        merge.
        """
    /// One request and its answer.
    public static let example = Example(
        CreateCandidate(fields: .example),
        Candidate.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(fields:),
        .inline(\.fields)
    )
}
