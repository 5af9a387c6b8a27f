public import Vocabulary

/// Something that a candidate has studied.
public struct Education: Hashable, Sendable {
    /// Where.
    public var institution: String
    /// What it led to.
    public var degree: String?
    /// What was studied.
    public var field: String?
    /// When it began.
    public var from: PartialDate?
    /// When it ended; nothing while it goes on.
    public var to: PartialDate?

    /// Takes every field.
    public init(
        institution: String,
        degree: String? = nil,
        field: String? = nil,
        from: PartialDate? = nil,
        to: PartialDate? = nil
    ) {
        self.institution = institution
        self.degree = degree
        self.field = field
        self.from = from
        self.to = to
    }
}

extension Education: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(institution:degree:field:from:to:),
        Field("institution", \.institution, .line(1...Limits.name), about: "Where."),
        Field("degree", \.degree, .line(1...Limits.name), about: "What it led to."),
        Field("field", \.field, .line(1...Limits.name), about: "What was studied."),
        Field("from", \.from, about: "When it began."),
        Field("to", \.to, about: "When it ended; nothing while it goes on.")
    )
}

extension Education {
    /// What ends has begun.
    public func faults() -> [FieldError] { .period(from, to) }
}
