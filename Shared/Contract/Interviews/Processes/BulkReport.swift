import Vocabulary

/// What became of many processes.
public struct BulkReport: Hashable, Sendable {
    /// How many were changed.
    public var changed: Int
    /// How many were not.
    public var refused: Int
    /// One by one.
    public var items: [BulkItem]

    /// Takes every field.
    public init(
        changed: Int,
        refused: Int,
        items: [BulkItem]
    ) {
        self.changed = changed
        self.refused = refused
        self.items = items
    }
}

extension BulkReport: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(changed:refused:items:),
        Field("changed", \.changed, about: "How many were changed."),
        Field("refused", \.refused, about: "How many were not."),
        Field("items", \.items, about: "One by one.")
    )
}
