public import Vocabulary

/// Takes a key away.
public struct DeleteAPIKey: Hashable, Sendable {
    /// Identifies the key.
    public var id: APIKeyID

    /// Takes every field.
    public init(
        id: APIKeyID
    ) {
        self.id = id
    }
}

extension DeleteAPIKey: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.delete, "/api-keys/{id}", .noContent)
    /// Who may ask.
    public static let audience = Audience.user(.admin)
    /// What it answers.
    public typealias Response = Nothing
    /// What it does.
    public static let about = """
        Takes a key away. It is refused everywhere within five seconds.
        """
    /// One request and its answer.
    public static let example = Example(
        DeleteAPIKey(id: .example(4)),
        Nothing()
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:),
        Field("id", \.id, about: "Identifies the key.")
    )
}
