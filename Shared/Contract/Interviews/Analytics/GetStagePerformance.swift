public import Vocabulary

/// Tells how stages of one name go.
public struct GetStagePerformance: Hashable, Sendable {
    /// The name, whatever its case.
    public var stageName: String
    /// Only processes begun on this day or later.
    public var from: CalendarDate?
    /// Only processes begun on this day or earlier.
    public var to: CalendarDate?
    /// Only this feeder, whatever its case.
    public var feeder: String?
    /// Only this company, whatever its case.
    public var company: String?
    /// The answer as it would have been at this moment.
    public var asOf: Instant?

    /// Takes every field.
    public init(
        stageName: String,
        from: CalendarDate? = nil,
        to: CalendarDate? = nil,
        feeder: String? = nil,
        company: String? = nil,
        asOf: Instant? = nil
    ) {
        self.stageName = stageName
        self.from = from
        self.to = to
        self.feeder = feeder
        self.company = company
        self.asOf = asOf
    }
}

extension GetStagePerformance: ReportOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/analytics/stages/{stage_name}")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// What it answers.
    public typealias Response = StagePerformance
    /// What it does.
    public static let about = """
        How stages of one name go, and what their feedback returns to.
        """
    /// One request and its answer.
    public static let example = Example(
        GetStagePerformance(stageName: "Technical interview", company: "Analytical Engines"),
        StagePerformance.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(stageName:from:to:feeder:company:asOf:),
        Field(
            "stage_name",
            \.stageName,
            .line(1...Limits.name),
            about: "The name, whatever its case."
        ),
        Field("from", \.from, about: "Only processes begun on this day or later."),
        Field("to", \.to, about: "Only processes begun on this day or earlier."),
        Field(
            "feeder",
            \.feeder,
            .line(1...Limits.name),
            about: "Only this feeder, whatever its case."
        ),
        Field(
            "company",
            \.company,
            .line(1...Limits.name),
            about: "Only this company, whatever its case."
        ),
        Field("as_of", \.asOf, about: "The answer as it would have been at this moment.")
    )
}
