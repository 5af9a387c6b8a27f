public import Vocabulary

/// Counts how processes with one company go.
public struct GetCompanyStats: Hashable, Sendable {
    /// The company, whatever its case.
    public var companyName: String
    /// Only processes begun on this day or later.
    public var from: CalendarDate?
    /// Only processes begun on this day or earlier.
    public var to: CalendarDate?
    /// Only this feeder, whatever its case.
    public var feeder: String?
    /// The answer as it would have been at this moment.
    public var asOf: Instant?

    /// Takes every field.
    public init(
        companyName: String,
        from: CalendarDate? = nil,
        to: CalendarDate? = nil,
        feeder: String? = nil,
        asOf: Instant? = nil
    ) {
        self.companyName = companyName
        self.from = from
        self.to = to
        self.feeder = feeder
        self.asOf = asOf
    }
}

extension GetCompanyStats: ReportOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/analytics/company-stats/{company_name}")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// What it answers.
    public typealias Response = CompanyStats
    /// What it does.
    public static let about = """
        How processes with one company go.
        """
    /// One request and its answer.
    public static let example = Example(
        GetCompanyStats(companyName: "Analytical Engines", asOf: .example),
        CompanyStats.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(companyName:from:to:feeder:asOf:),
        Field(
            "company_name",
            \.companyName,
            .line(1...Limits.name),
            about: "The company, whatever its case."
        ),
        Field("from", \.from, about: "Only processes begun on this day or later."),
        Field("to", \.to, about: "Only processes begun on this day or earlier."),
        Field(
            "feeder",
            \.feeder,
            .line(1...Limits.name),
            about: "Only this feeder, whatever its case."
        ),
        Field("as_of", \.asOf, about: "The answer as it would have been at this moment.")
    )
}

extension GetCompanyStats {
    /// Said by the path.
    public var company: String? { companyName }
}
