import Vocabulary

/// A 95 % Wilson interval of a rate.
public struct Interval: Hashable, Sendable {
    /// The lower end.
    public var low: Double
    /// The upper end.
    public var high: Double

    /// Takes every field.
    public init(
        low: Double,
        high: Double
    ) {
        self.low = low
        self.high = high
    }
}

extension Interval: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(low:high:),
        Field("low", \.low, about: "The lower end."),
        Field("high", \.high, about: "The upper end.")
    )
}
