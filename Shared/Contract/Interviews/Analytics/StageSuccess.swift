import Vocabulary

/// How stages of one kind go.
public struct StageSuccess: Hashable, Sendable {
    /// What the stages are about.
    public var stageKind: StageKind
    /// Passed or failed.
    public var n: Int
    /// Passed: the numerator.
    public var passed: Int
    /// Failed.
    public var failed: Int
    /// passed ÷ n.
    public var passRate: Double?
    /// Of the pass rate.
    public var interval: Interval?
    /// Whether n is at least 5.
    public var enough: Bool
    /// What these stages were rated.
    public var averageRatings: RatingMeans

    /// Takes every field.
    public init(
        stageKind: StageKind,
        n: Int,
        passed: Int,
        failed: Int,
        passRate: Double? = nil,
        interval: Interval? = nil,
        enough: Bool,
        averageRatings: RatingMeans
    ) {
        self.stageKind = stageKind
        self.n = n
        self.passed = passed
        self.failed = failed
        self.passRate = passRate
        self.interval = interval
        self.enough = enough
        self.averageRatings = averageRatings
    }
}

extension StageSuccess: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(stageKind:n:passed:failed:passRate:interval:enough:averageRatings:),
        Field("stage_kind", \.stageKind, about: "What the stages are about."),
        Field("n", \.n, about: "Passed or failed."),
        Field("passed", \.passed, about: "Passed: the numerator."),
        Field("failed", \.failed, about: "Failed."),
        Field("pass_rate", \.passRate, writesNull: true, about: "passed ÷ n."),
        Field("interval", \.interval, writesNull: true, about: "Of the pass rate."),
        Field("enough", \.enough, about: "Whether n is at least 5."),
        Field("average_ratings", \.averageRatings, about: "What these stages were rated.")
    )
}
