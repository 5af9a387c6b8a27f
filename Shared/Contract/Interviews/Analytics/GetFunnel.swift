public import Vocabulary

/// Counts the way from start to job.
public struct GetFunnel: Hashable, Sendable {
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

extension GetFunnel: ReportOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/analytics/funnel")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// What it answers.
    public typealias Response = Funnel
    /// What it does.
    public static let about = """
        The way from start to job, step by step. A rate is `null` where nothing reached the
        step.
        """
    /// One request and its answer.
    public static let example = Example(
        GetFunnel(from: .literal("2026-01-01"), to: .literal("2026-06-30"), asOf: .example),
        Funnel.example
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
