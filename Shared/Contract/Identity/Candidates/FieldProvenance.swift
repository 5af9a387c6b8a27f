public import Vocabulary

/// Where the value of a field came from.
public struct FieldProvenance: Hashable, Sendable {
    /// The field.
    public var field: String
    /// Who or what said it.
    public var source: ValueSource
    /// When.
    public var at: Instant
    /// How sure a reader of text was, 0 to 1.
    public var confidence: Confidence?
    /// Who has confirmed it since.
    public var confirmedBy: ValueSource?

    /// Takes every field.
    public init(
        field: String,
        source: ValueSource,
        at: Instant,
        confidence: Confidence? = nil,
        confirmedBy: ValueSource? = nil
    ) {
        self.field = field
        self.source = source
        self.at = at
        self.confidence = confidence
        self.confirmedBy = confirmedBy
    }
}

extension FieldProvenance: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(field:source:at:confidence:confirmedBy:),
        Field("field", \.field, about: "The field."),
        Field("source", \.source, about: "Who or what said it."),
        Field("at", \.at, about: "When."),
        Field("confidence", \.confidence, about: "How sure a reader of text was, 0 to 1."),
        Field("confirmed_by", \.confirmedBy, about: "Who has confirmed it since.")
    )
}
