import Vocabulary

/// Says who is signed in.
public struct GetMe: Hashable, Sendable {
    /// Asks for it.
    public init() {}
}

extension GetMe: IdentityOperation, PlainOperation {
    /// Where it is found.
    public static let route = Route(.get, "/auth/me")
    /// Who may ask.
    public static let audience = Audience.signedIn
    /// What it answers.
    public typealias Response = Me
    /// What it does.
    public static let about = """
        Says whom the caller's token speaks for.
        """
    /// One request and its answer.
    public static let example = Example(
        GetMe(),
        Me(
            kind: .user,
            id: "0198f3a0-0000-7000-8000-000000000002",
            name: "Ada Byron",
            email: .example,
            organization: OrganizationReference(
                id: .example(1),
                name: "Analytical Engines",
                kind: .company
            ),
            role: .recruiter
        )
    )
}
