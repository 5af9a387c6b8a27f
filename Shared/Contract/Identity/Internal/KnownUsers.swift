public import Vocabulary

/// Members of an organization.
public struct KnownUsers: Hashable, Sendable {
    /// Those of the ones asked for.
    public var ids: [UserID]

    /// Takes every field.
    public init(
        ids: [UserID]
    ) {
        self.ids = ids
    }
}

extension KnownUsers: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(ids:),
        Field("ids", \.ids, about: "Those of the ones asked for.")
    )
}
