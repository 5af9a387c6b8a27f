public import Vocabulary

/// Counts how stages go.
public struct GetStageSuccessRates: Hashable, Sendable {
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
        from: CalendarDate? = nil,
        to: CalendarDate? = nil,
        feeder: String? = nil,
        company: String? = nil,
        asOf: Instant? = nil
    ) {
        self.from = from
        self.to = to
        self.feeder = feeder
        self.company = company
        self.asOf = asOf
    }
}

extension GetStageSuccessRates: ReportOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/analytics/stage-success-rates")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// What it answers.
    public typealias Response = StageSuccessRates
    /// What it does.
    public static let about = """
        How stages of each kind go: passed ÷ passed or failed.
        """
    /// One request and its answer.
    public static let example = Example(
        GetStageSuccessRates(to: .literal("2026-06-30"), feeder: "Royal Society"),
        StageSuccessRates(items: [StageSuccess.example])
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(from:to:feeder:company:asOf:),
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
