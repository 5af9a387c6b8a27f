public import Vocabulary

/// Merges two records about the same person.
public struct MergeCandidate: Hashable, Sendable {
    /// Identifies the record.
    public var id: CandidateID
    /// The record that is merged into this one.
    public var otherID: CandidateID

    /// Takes every field.
    public init(
        id: CandidateID,
        otherID: CandidateID
    ) {
        self.id = id
        self.otherID = otherID
    }
}

extension MergeCandidate: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/candidates/{id}/merge")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter)
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.moved, .conflict, .preconditionFailed]
    /// What it answers.
    public typealias Response = Candidate
    /// What it does.
    public static let about = """
        Merges another record into this one, which survives; the other answers 301 from then on.
        Fields that this record has stay. Two that different persons have accepted cannot be merged.
        """
    /// One request and its answer.
    public static let example = Example(
        MergeCandidate(id: .example(3), otherID: .example(5)),
        Candidate.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:otherID:),
        Field("id", \.id, about: "Identifies the record."),
        Field("other_id", \.otherID, about: "The record that is merged into this one.")
    )
}

extension MergeCandidate {
    /// It takes two.
    public func faults() -> [FieldError] {
        guard id == otherID else { return [] }
        return [FieldError("other_id", .inconsistent, "must be another record")]
    }
}
