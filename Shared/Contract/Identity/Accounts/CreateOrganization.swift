public import Vocabulary

/// An organization joins, with its first member.
public struct CreateOrganization: Hashable, Sendable {
    /// What it is called.
    public var name: String
    /// An agency or a company.
    public var kind: OrganizationKind
    /// Its first member.
    public var admin: NewAdmin
    /// The operator's secret, where sign-up is not open.
    public var operatorToken: Confidential?

    /// Takes every field.
    public init(
        name: String,
        kind: OrganizationKind,
        admin: NewAdmin,
        operatorToken: Confidential? = nil
    ) {
        self.name = name
        self.kind = kind
        self.admin = admin
        self.operatorToken = operatorToken
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
        sign-up; else an operator does it. An address that has an account already keeps its
        password, which must be the one that is given.
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
        Self.init(name:kind:admin:operatorToken:),
        Field("name", \.name, .line(1...Limits.name), about: "What it is called."),
        Field("kind", \.kind, about: "An agency or a company."),
        Field("admin", \.admin, about: "Its first member."),
        Field(
            "operator_token",
            \.operatorToken,
            .line(1...Limits.token),
            about: "The operator's secret, where sign-up is not open."
        )
    )
}
