public import Vocabulary

/// Asks for a link that signs a person in.
public struct RequestPersonLink: Hashable, Sendable {
    /// The person's own address.
    public var email: EmailAddress

    /// Takes every field.
    public init(
        email: EmailAddress
    ) {
        self.email = email
    }
}

extension RequestPersonLink: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.post, "/auth/person-link", .accepted)
    /// Who may ask.
    public static let audience = Audience.anyone
    /// Sent again, it sends another link.
    public static let idempotency = Idempotency.exempt
    /// What it answers.
    public typealias Response = Nothing
    /// What it does.
    public static let about = """
        Sends a one-time sign-in link, good for 15 minutes. The answer is always the same.
        """
    /// One request and its answer.
    public static let example = Example(
        RequestPersonLink(email: .example),
        Nothing()
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(email:),
        Field("email", \.email, about: "The person's own address.")
    )
}
