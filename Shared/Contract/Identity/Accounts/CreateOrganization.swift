import Vocabulary

/// An organization joins, with its first member.
public struct CreateOrganization: Hashable, Sendable {
    /// What it is called.
    public var name: String
    /// An agency or a company.
    public var kind: OrganizationKind
    /// Its first member.
    public var admin: NewAdmin

    /// Takes every field.
    public init(
        name: String,
        kind: OrganizationKind,
        admin: NewAdmin
    ) {
        self.name = name
        self.kind = kind
        self.admin = admin
    }
}

extension CreateOrganization: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/organizations", .created)
    /// Who may ask.
    public static let audience = Audience.anyone
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.forbidden, .conflict]
    /// The answer holds a secret.
    public static let idempotency = Idempotency.exempt
    /// What it answers.
    public typealias Response = NewOrganization
    /// What it does.
    public static let about = """
        Makes an organization and its administrator. Open to anyone while the installation has open
        sign-up; else an operator does it.
        """
    /// One request and its answer.
    public static let example = Example(
        CreateOrganization(
            name: "Analytical Engines",
            kind: .company,
            admin: NewAdmin(
                name: "Ada Byron",
                email: .example,
                password: Confidential("a long enough password")
            )
        ),
        NewOrganization(organization: .example, user: .example)
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(name:kind:admin:),
        Field("name", \.name, .line(1...Limits.name), about: "What it is called."),
        Field("kind", \.kind, about: "An agency or a company."),
        Field("admin", \.admin, about: "Its first member.")
    )
}
