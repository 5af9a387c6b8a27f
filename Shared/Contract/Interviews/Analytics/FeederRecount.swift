import Vocabulary

/// A feeder counted again.
public struct FeederRecount: Hashable, Sendable {
    /// Whether the figures kept had been wrong.
    public var corrected: Bool
    /// The figures from the event history.
    public var figures: ConversionRate

    /// Takes every field.
    public init(
        corrected: Bool,
        figures: ConversionRate
    ) {
        self.corrected = corrected
        self.figures = figures
    }
}

extension FeederRecount: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(corrected:figures:),
        Field("corrected", \.corrected, about: "Whether the figures kept had been wrong."),
        Field("figures", \.figures, about: "The figures from the event history.")
    )
}
