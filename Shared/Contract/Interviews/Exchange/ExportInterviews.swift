public import Vocabulary

/// Prints interview processes as CSV.
public struct ExportInterviews: Hashable, Sendable {
    /// Only those that stand here; may be repeated.
    public var status: [InterviewStatus]?
    /// Only this company, whatever its case.
    public var company: String?
    /// Only this candidate.
    public var candidateID: CandidateID?
    /// Only this feeder, whatever its case.
    public var feeder: String?
    /// Only those that this recruiter looks after, whatever the case.
    public var recruiter: String?
    /// Words that company or role contain the beginnings of.
    public var q: String?
    /// Only those recorded on this day or later, UTC.
    public var createdFrom: CalendarDate?
    /// Only those recorded on this day or earlier, UTC.
    public var createdTo: CalendarDate?

    /// Takes every field.
    public init(
        status: [InterviewStatus]? = nil,
        company: String? = nil,
        candidateID: CandidateID? = nil,
        feeder: String? = nil,
        recruiter: String? = nil,
        q: String? = nil,
        createdFrom: CalendarDate? = nil,
        createdTo: CalendarDate? = nil
    ) {
        self.status = status
        self.company = company
        self.candidateID = candidateID
        self.feeder = feeder
        self.recruiter = recruiter
        self.q = q
        self.createdFrom = createdFrom
        self.createdTo = createdTo
    }
}

extension ExportInterviews: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/export.csv")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// What it answers.
    public typealias Response = Document
    /// What its answer is made of.
    public static let mediaType = "text/csv"
    /// What it does.
    public static let about = """
        Prints the processes that match as CSV with a header line, newest first; filters are
        those of the list. A field that a spreadsheet would take for a formula has an apostrophe
        in front.
        """
    /// One request and its answer.
    public static let example = Example(
        ExportInterviews(status: [.offerAccepted], company: "Analytical Engines"),
        Document()
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(status:company:candidateID:feeder:recruiter:q:createdFrom:createdTo:),
        Field(
            "status",
            \.status,
            .items(1...8),
            about: "Only those that stand here; may be repeated."
        ),
        Field(
            "company",
            \.company,
            .line(1...Limits.name),
            about: "Only this company, whatever its case."
        ),
        Field("candidate_id", \.candidateID, about: "Only this candidate."),
        Field(
            "feeder",
            \.feeder,
            .line(1...Limits.name),
            about: "Only this feeder, whatever its case."
        ),
        Field(
            "recruiter",
            \.recruiter,
            .line(1...Limits.name),
            about: "Only those that this recruiter looks after, whatever the case."
        ),
        Field(
            "q",
            \.q,
            .line(1...Limits.query),
            about: "Words that company or role contain the beginnings of."
        ),
        Field(
            "created_from",
            \.createdFrom,
            about: "Only those recorded on this day or later, UTC."
        ),
        Field("created_to", \.createdTo, about: "Only those recorded on this day or earlier, UTC.")
    )
}

extension ExportInterviews {
    /// The days are in their order.
    public func faults() -> [FieldError] {
        guard let createdFrom, let createdTo, createdTo < createdFrom else { return [] }
        return [FieldError("created_to", .inconsistent, "must not be before created_from")]
    }
}
