public import Vocabulary

/// The first member of a new organization.
public struct NewAdmin: Hashable, Sendable {
    /// What the member is called.
    public var name: String
    /// The address to sign in with.
    public var email: EmailAddress
    /// At least 12 characters, and not among the common ones.
    public var password: Confidential

    /// Takes every field.
    public init(
        name: String,
        email: EmailAddress,
        password: Confidential
    ) {
        self.name = name
        self.email = email
        self.password = password
    }
}

extension NewAdmin: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(name:email:password:),
        Field("name", \.name, .line(1...Limits.name), about: "What the member is called."),
        Field("email", \.email, about: "The address to sign in with."),
        Field(
            "password",
            \.password,
            .newPassword,
            about: "At least 12 characters, and not among the common ones."
        )
    )
}
