import Vocabulary

/// Counts a feeder again.
public struct RecomputeFeeder: Hashable, Sendable {
    /// The feeder, whatever its case.
    public var feeder: String

    /// Takes every field.
    public init(
        feeder: String
    ) {
        self.feeder = feeder
    }
}

extension RecomputeFeeder: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/interviews/analytics/feeders/{feeder}/recompute")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// What it answers.
    public typealias Response = FeederRecount
    /// What it does.
    public static let about = """
        Counts the figures of a feeder again from the event history. They are kept up to date by
        themselves; this proves it.
        """
    /// One request and its answer.
    public static let example = Example(
        RecomputeFeeder(feeder: "Royal Society"),
        FeederRecount(corrected: false, figures: .example)
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(feeder:),
        Field("feeder", \.feeder, .line(1...Limits.name), about: "The feeder, whatever its case.")
    )
}
