import Vocabulary

/// How stages of each kind go.
public struct StageSuccessRates: Hashable, Sendable {
    /// One row a kind.
    public var items: [StageSuccess]

    /// Takes every field.
    public init(
        items: [StageSuccess]
    ) {
        self.items = items
    }
}

extension StageSuccessRates: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(items:),
        Field("items", \.items, about: "One row a kind.")
    )
}
