import Vocabulary

/// How many processes of a feeder led to a job.
public struct ConversionRate: Hashable, Sendable {
    /// The feeder; `null` for processes without one.
    public var feederSource: String?
    /// Processes started: the n of the conversion rate.
    public var candidatesSourced: Int
    /// Offers accepted: the numerator.
    public var placements: Int
    /// placements ÷ candidates_sourced.
    public var conversionRate: Double?
    /// placements ÷ verdicts.
    public var successRate: Double?
    /// Of the conversion rate.
    public var interval: Interval?
    /// Whether candidates_sourced is at least 5.
    public var enough: Bool
    /// Accepted, declined, rejected and withdrawn: the n of the success rate.
    public var verdicts: Int
    /// Of the success rate.
    public var successInterval: Interval?
    /// Whether verdicts is at least 5.
    public var successEnough: Bool
    /// Not ended yet.
    public var open: Int
    /// Roles closed: they say nothing about the candidate.
    public var closedWithoutVerdict: Int

    /// Takes every field.
    public init(
        feederSource: String? = nil,
        candidatesSourced: Int,
        placements: Int,
        conversionRate: Double? = nil,
        successRate: Double? = nil,
        interval: Interval? = nil,
        enough: Bool,
        verdicts: Int,
        successInterval: Interval? = nil,
        successEnough: Bool,
        open: Int,
        closedWithoutVerdict: Int
    ) {
        self.feederSource = feederSource
        self.candidatesSourced = candidatesSourced
        self.placements = placements
        self.conversionRate = conversionRate
        self.successRate = successRate
        self.interval = interval
        self.enough = enough
        self.verdicts = verdicts
        self.successInterval = successInterval
        self.successEnough = successEnough
        self.open = open
        self.closedWithoutVerdict = closedWithoutVerdict
    }
}

extension ConversionRate: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            feederSource:
            candidatesSourced:
            placements:
            conversionRate:
            successRate:
            interval:
            enough:
            verdicts:
            successInterval:
            successEnough:
            open:
            closedWithoutVerdict:
        ),
        Field(
            "feeder_source",
            \.feederSource,
            writesNull: true,
            about: "The feeder; `null` for processes without one."
        ),
        Field(
            "candidates_sourced",
            \.candidatesSourced,
            about: "Processes started: the n of the conversion rate."
        ),
        Field("placements", \.placements, about: "Offers accepted: the numerator."),
        Field(
            "conversion_rate",
            \.conversionRate,
            writesNull: true,
            about: "placements ÷ candidates_sourced."
        ),
        Field("success_rate", \.successRate, writesNull: true, about: "placements ÷ verdicts."),
        Field("interval", \.interval, writesNull: true, about: "Of the conversion rate."),
        Field("enough", \.enough, about: "Whether candidates_sourced is at least 5."),
        Field(
            "verdicts",
            \.verdicts,
            about: "Accepted, declined, rejected and withdrawn: the n of the success rate."
        ),
        Field(
            "success_interval",
            \.successInterval,
            writesNull: true,
            about: "Of the success rate."
        ),
        Field("success_enough", \.successEnough, about: "Whether verdicts is at least 5."),
        Field("open", \.open, about: "Not ended yet."),
        Field(
            "closed_without_verdict",
            \.closedWithoutVerdict,
            about: "Roles closed: they say nothing about the candidate."
        )
    )
}
