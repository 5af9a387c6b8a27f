public import Vocabulary

/// Who did something.
public struct ChangeActor: Hashable, Sendable {
    /// User, key or service.
    public var kind: TokenKind
    /// Which one.
    public var id: String?

    /// Takes every field.
    public init(
        kind: TokenKind,
        id: String? = nil
    ) {
        self.kind = kind
        self.id = id
    }
}

extension ChangeActor: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(kind:id:),
        Field("kind", \.kind, about: "User, key or service."),
        Field("id", \.id, about: "Which one.")
    )
}
