public import Vocabulary

/// Makes a key for a program.
public struct CreateAPIKey: Hashable, Sendable {
    /// What it is for.
    public var name: String
    /// The operations that it may call, by name.
    public var scopes: [String]
    /// When it ends; never where it is left out.
    public var expiresAt: Instant?

    /// Takes every field.
    public init(
        name: String,
        scopes: [String],
        expiresAt: Instant? = nil
    ) {
        self.name = name
        self.scopes = scopes
        self.expiresAt = expiresAt
    }
}

extension CreateAPIKey: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/api-keys", .created)
    /// Who may ask.
    public static let audience = Audience.user(.admin)
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict]
    /// The answer holds a secret.
    public static let idempotency = Idempotency.exempt
    /// What it answers.
    public typealias Response = NewAPIKey
    /// What it does.
    public static let about = """
        Makes a key that acts for the organization in the operations it names. The secret is shown
        once.
        """
    /// One request and its answer.
    public static let example = Example(
        CreateAPIKey(name: "Career page", scopes: ["CreateCandidate"], expiresAt: .example),
        NewAPIKey(apiKey: .example, secret: Confidential("vk_example"))
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(name:scopes:expiresAt:),
        Field("name", \.name, .line(1...Limits.name), about: "What it is for."),
        Field(
            "scopes",
            \.scopes,
            .items(1...48, each: .line(1...40)),
            about: "The operations that it may call, by name."
        ),
        Field("expires_at", \.expiresAt, about: "When it ends; never where it is left out.")
    )
}

extension CreateAPIKey {
    /// A scope is the name of an operation that keys may call.
    public func faults() -> [FieldError] {
        scopes.enumerated().filter { !Catalogue.keyScopes.contains($0.element) }.map { index, _ in
            let message = "must be the name of an operation that API keys may call"
            return FieldError("scopes[\(index)]", .unknownValue, message)
        }
    }
}
