public import Vocabulary

/// Asks which users are members of an organization.
public struct FindUsers: Hashable, Sendable {
    /// Whose.
    public var organization: OrganizationID
    /// Which ones.
    public var ids: [UserID]

    /// Takes every field.
    public init(
        organization: OrganizationID,
        ids: [UserID]
    ) {
        self.organization = organization
        self.ids = ids
    }
}

extension FindUsers: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/internal/organizations/{organization}/users/find")
    /// Who may ask.
    public static let audience = Audience.services(.interviews)
    /// It only reads.
    public static let idempotency = Idempotency.safe
    /// What it answers.
    public typealias Response = KnownUsers
    /// What it does.
    public static let about = """
        Tells which of these users are members of the organization, disabled ones included.
        Unknown users and another organization's look the same: they are left out.
        """
    /// One request and its answer.
    public static let example = Example(
        FindUsers(organization: .example(1), ids: [.example(3), .example(5)]),
        KnownUsers(ids: [.example(3)])
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(organization:ids:),
        Field("organization", \.organization, about: "Whose."),
        Field("ids", \.ids, .items(1...Limits.usersAsked), about: "Which ones.")
    )
}
