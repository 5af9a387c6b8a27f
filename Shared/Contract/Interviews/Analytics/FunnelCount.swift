import Vocabulary

/// What one rate of the funnel rests on.
public struct FunnelCount: Hashable, Sendable {
    /// How many of them.
    public var numerator: Int
    /// Of how many.
    public var n: Int
    /// Whether n is at least 5.
    public var enough: Bool

    /// Takes every field.
    public init(
        numerator: Int,
        n: Int,
        enough: Bool
    ) {
        self.numerator = numerator
        self.n = n
        self.enough = enough
    }
}

extension FunnelCount: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(numerator:n:enough:),
        Field("numerator", \.numerator, about: "How many of them."),
        Field("n", \.n, about: "Of how many."),
        Field("enough", \.enough, about: "Whether n is at least 5.")
    )
}
