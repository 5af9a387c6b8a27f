public import Vocabulary

/// Counts how many processes led to a job.
public struct GetConversionRates: Hashable, Sendable {
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

extension GetConversionRates: ReportOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/analytics/conversion-rates")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// What it answers.
    public typealias Response = ConversionRates
    /// What it does.
    public static let about = """
        How many processes of each feeder led to a job. Open processes are counted apart; roles
        that closed are no failures.
        """
    /// One request and its answer.
    public static let example = Example(
        GetConversionRates(from: .literal("2026-01-01"), company: "Analytical Engines"),
        ConversionRates(items: [ConversionRate.example])
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
