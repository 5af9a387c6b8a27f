public import Vocabulary

/// Says whether an operator has checked who an organization is.
public struct VerifyOrganization: Hashable, Sendable {
    /// Identifies it.
    public var id: OrganizationID
    /// Whether it is who it says.
    public var verified: Bool
    /// The operator's secret.
    public var operatorToken: Confidential

    /// Takes every field.
    public init(
        id: OrganizationID,
        verified: Bool,
        operatorToken: Confidential
    ) {
        self.id = id
        self.verified = verified
        self.operatorToken = operatorToken
    }
}

extension VerifyOrganization: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/organizations/{id}/verification")
    /// Who may ask: whoever knows the operator's secret.
    public static let audience = Audience.anyone
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.forbidden]
    /// The request holds a secret; a second one changes nothing.
    public static let idempotency = Idempotency.idempotent
    /// What it answers.
    public typealias Response = Organization
    /// What it does.
    public static let about = """
        Says whether an operator has checked who an organization is. It shows in the profile that
        candidates see.
        """
    /// One request and its answer.
    public static let example = Example(
        VerifyOrganization(
            id: .example(1),
            verified: true,
            operatorToken: Confidential("the-secret-that-this-installation-was-started-with")
        ),
        Organization.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:verified:operatorToken:),
        Field("id", \.id, about: "Identifies it."),
        Field("verified", \.verified, about: "Whether it is who it says."),
        Field(
            "operator_token",
            \.operatorToken,
            .line(1...Limits.token),
            about: "The operator's secret."
        )
    )
}
