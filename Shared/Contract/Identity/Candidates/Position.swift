public import Vocabulary

/// Somewhere that a candidate has worked.
public struct Position: Hashable, Sendable {
    /// For whom.
    public var employer: String
    /// As what.
    public var title: String
    /// When it began.
    public var from: PartialDate?
    /// When it ended; nothing while it goes on.
    public var to: PartialDate?
    /// What was done there.
    public var summary: String?

    /// Takes every field.
    public init(
        employer: String,
        title: String,
        from: PartialDate? = nil,
        to: PartialDate? = nil,
        summary: String? = nil
    ) {
        self.employer = employer
        self.title = title
        self.from = from
        self.to = to
        self.summary = summary
    }
}

extension Position: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(employer:title:from:to:summary:),
        Field("employer", \.employer, .line(1...Limits.name), about: "For whom."),
        Field("title", \.title, .line(1...Limits.name), about: "As what."),
        Field("from", \.from, about: "When it began."),
        Field("to", \.to, about: "When it ended; nothing while it goes on."),
        Field("summary", \.summary, .text(1...Limits.text), about: "What was done there.")
    )
}

extension Position {
    /// What ends has begun.
    public func faults() -> [FieldError] { .period(from, to) }
}
