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
        Counts the figures of a feeder again: by day, with each company, and with all of them
        together; counts and durations from the event history, stages by name from the stages. What
        was wrong is corrected. They are kept up to date by themselves; this proves it. Figures of
        all feeders together are not looked at.
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
