public import Vocabulary

/// Tells how a company hires.
public struct GetCompanyInsights: Hashable, Sendable {
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

extension GetCompanyInsights: ReportOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/analytics/companies/{company_name}/insights")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// What it answers.
    public typealias Response = CompanyInsights
    /// What it does.
    public static let about = """
        How a company hires: whom it interviews, how long it takes, why it says no.
        """
    /// One request and its answer.
    public static let example = Example(
        GetCompanyInsights(companyName: "Analytical Engines", feeder: "Royal Society"),
        CompanyInsights.example
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

extension GetCompanyInsights {
    /// Said by the path.
    public var company: String? { companyName }
}
