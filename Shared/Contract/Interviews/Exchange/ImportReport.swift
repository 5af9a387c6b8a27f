import Vocabulary

/// What was imported.
public struct ImportReport: Hashable, Sendable {
    /// How many processes.
    public var imported: Int
    /// Whether nothing was kept.
    public var checkedOnly: Bool

    /// Takes every field.
    public init(
        imported: Int,
        checkedOnly: Bool
    ) {
        self.imported = imported
        self.checkedOnly = checkedOnly
    }
}

extension ImportReport: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(imported:checkedOnly:),
        Field("imported", \.imported, about: "How many processes."),
        Field("checked_only", \.checkedOnly, about: "Whether nothing was kept.")
    )
}
