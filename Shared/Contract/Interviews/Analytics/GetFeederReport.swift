public import Vocabulary

/// Tells how candidates from one feeder do.
public struct GetFeederReport: Hashable, Sendable {
    /// The feeder, whatever its case.
    public var feederSource: String
    /// Only processes begun on this day or later.
    public var from: CalendarDate?
    /// Only processes begun on this day or earlier.
    public var to: CalendarDate?
    /// Only this company, whatever its case.
    public var company: String?
    /// The answer as it would have been at this moment.
    public var asOf: Instant?

    /// Takes every field.
    public init(
        feederSource: String,
        from: CalendarDate? = nil,
        to: CalendarDate? = nil,
        company: String? = nil,
        asOf: Instant? = nil
    ) {
        self.feederSource = feederSource
        self.from = from
        self.to = to
        self.company = company
        self.asOf = asOf
    }
}

extension GetFeederReport: ReportOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/analytics/feeders/{feeder_source}")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// What it answers.
    public typealias Response = FeederReport
    /// What it does.
    public static let about = """
        How candidates from one feeder do: the performance report.
        """
    /// One request and its answer.
    public static let example = Example(
        GetFeederReport(feederSource: "Royal Society", company: "Analytical Engines"),
        FeederReport.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(feederSource:from:to:company:asOf:),
        Field(
            "feeder_source",
            \.feederSource,
            .line(1...Limits.name),
            about: "The feeder, whatever its case."
        ),
        Field("from", \.from, about: "Only processes begun on this day or later."),
        Field("to", \.to, about: "Only processes begun on this day or earlier."),
        Field(
            "company",
            \.company,
            .line(1...Limits.name),
            about: "Only this company, whatever its case."
        ),
        Field("as_of", \.asOf, about: "The answer as it would have been at this moment.")
    )
}

extension GetFeederReport {
    /// Said by the path.
    public var feeder: String? { feederSource }
}
