import Vocabulary

/// How many processes of each feeder led to a job.
public struct ConversionRates: Hashable, Sendable {
    /// One row a feeder, the largest first.
    public var items: [ConversionRate]

    /// Takes every field.
    public init(
        items: [ConversionRate]
    ) {
        self.items = items
    }
}

extension ConversionRates: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(items:),
        Field("items", \.items, about: "One row a feeder, the largest first.")
    )
}
