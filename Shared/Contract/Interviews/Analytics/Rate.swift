import Vocabulary

/// A share, with what it rests on.
public struct Rate: Hashable, Sendable {
    /// How many of them.
    public var numerator: Int
    /// Of how many.
    public var n: Int
    /// The share; nothing of nothing.
    public var rate: Double?
    /// Its 95 % Wilson interval.
    public var interval: Interval?
    /// Whether n is at least 5.
    public var enough: Bool

    /// Takes every field.
    public init(
        numerator: Int,
        n: Int,
        rate: Double? = nil,
        interval: Interval? = nil,
        enough: Bool
    ) {
        self.numerator = numerator
        self.n = n
        self.rate = rate
        self.interval = interval
        self.enough = enough
    }
}

extension Rate: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(numerator:n:rate:interval:enough:),
        Field("numerator", \.numerator, about: "How many of them."),
        Field("n", \.n, about: "Of how many."),
        Field("rate", \.rate, writesNull: true, about: "The share; nothing of nothing."),
        Field("interval", \.interval, writesNull: true, about: "Its 95 % Wilson interval."),
        Field("enough", \.enough, about: "Whether n is at least 5.")
    )
}
