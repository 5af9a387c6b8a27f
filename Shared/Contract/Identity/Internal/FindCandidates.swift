public import Vocabulary

/// Asks which records are an organization's own.
public struct FindCandidates: Hashable, Sendable {
    /// Whose.
    public var organization: OrganizationID
    /// Which ones.
    public var ids: [CandidateID]

    /// Takes every field.
    public init(
        organization: OrganizationID,
        ids: [CandidateID]
    ) {
        self.organization = organization
        self.ids = ids
    }
}

extension FindCandidates: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/internal/organizations/{organization}/candidates/find")
    /// Who may ask.
    public static let audience = Audience.services(.interviews)
    /// It only reads.
    public static let idempotency = Idempotency.safe
    /// What it answers.
    public typealias Response = KnownCandidates
    /// What it does.
    public static let about = """
        Tells which of these records the organization has at this moment. Unknown records and
        another organization's look the same: they are left out.
        """
    /// One request and its answer.
    public static let example = Example(
        FindCandidates(organization: .example(1), ids: [.example(3), .example(5)]),
        KnownCandidates(ids: [.example(3)])
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(organization:ids:),
        Field("organization", \.organization, about: "Whose."),
        Field("ids", \.ids, .items(1...Limits.candidatesAsked), about: "Which ones.")
    )
}
