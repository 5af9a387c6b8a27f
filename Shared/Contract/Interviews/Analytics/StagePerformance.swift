import Vocabulary

/// How stages of one name go.
public struct StagePerformance: Hashable, Sendable {
    /// The name that was asked for.
    public var stageName: String
    /// Passed or failed.
    public var n: Int
    /// Passed: the numerator.
    public var passed: Int
    /// Failed.
    public var failed: Int
    /// Still open.
    public var pending: Int
    /// Cancelled.
    public var cancelled: Int
    /// Missed.
    public var noShow: Int
    /// passed ÷ n.
    public var passRate: Double?
    /// Of the pass rate.
    public var interval: Interval?
    /// Whether n is at least 5.
    public var enough: Bool
    /// What they were rated.
    public var averageRatings: RatingMeans
    /// What their feedback returns to, the most frequent first.
    public var themes: [FeedbackTheme]

    /// Takes every field.
    public init(
        stageName: String,
        n: Int,
        passed: Int,
        failed: Int,
        pending: Int,
        cancelled: Int,
        noShow: Int,
        passRate: Double? = nil,
        interval: Interval? = nil,
        enough: Bool,
        averageRatings: RatingMeans,
        themes: [FeedbackTheme]
    ) {
        self.stageName = stageName
        self.n = n
        self.passed = passed
        self.failed = failed
        self.pending = pending
        self.cancelled = cancelled
        self.noShow = noShow
        self.passRate = passRate
        self.interval = interval
        self.enough = enough
        self.averageRatings = averageRatings
        self.themes = themes
    }
}

extension StagePerformance: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            stageName:
            n:
            passed:
            failed:
            pending:
            cancelled:
            noShow:
            passRate:
            interval:
            enough:
            averageRatings:
            themes:
        ),
        Field("stage_name", \.stageName, about: "The name that was asked for."),
        Field("n", \.n, about: "Passed or failed."),
        Field("passed", \.passed, about: "Passed: the numerator."),
        Field("failed", \.failed, about: "Failed."),
        Field("pending", \.pending, about: "Still open."),
        Field("cancelled", \.cancelled, about: "Cancelled."),
        Field("no_show", \.noShow, about: "Missed."),
        Field("pass_rate", \.passRate, writesNull: true, about: "passed ÷ n."),
        Field("interval", \.interval, writesNull: true, about: "Of the pass rate."),
        Field("enough", \.enough, about: "Whether n is at least 5."),
        Field("average_ratings", \.averageRatings, about: "What they were rated."),
        Field("themes", \.themes, about: "What their feedback returns to, the most frequent first.")
    )
}
