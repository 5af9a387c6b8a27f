public import Vocabulary

/// The conversion of all feeders, as a file.
public struct FeederFile: Hashable, Sendable {
    /// When it was printed.
    public var generatedAt: Instant
    /// One row a feeder.
    public var feeders: [ConversionRate]

    /// Takes every field.
    public init(
        generatedAt: Instant,
        feeders: [ConversionRate]
    ) {
        self.generatedAt = generatedAt
        self.feeders = feeders
    }
}

extension FeederFile: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(generatedAt:feeders:),
        Field("generated_at", \.generatedAt, about: "When it was printed."),
        Field("feeders", \.feeders, about: "One row a feeder.")
    )
}
