import Vocabulary

/// Imports past processes.
public struct ImportInterviews: Hashable, Sendable {
    /// A CSV file with a header line; see the documentation for its columns.
    public var csv: String
    /// Only check it.
    public var dryRun: Bool

    /// Takes every field.
    public init(
        csv: String,
        dryRun: Bool = false
    ) {
        self.csv = csv
        self.dryRun = dryRun
    }
}

extension ImportInterviews: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/interviews/import")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict]
    /// A CSV file may be the whole body.
    public static let textBody: TextBody? = TextBody("text/csv", of: "csv")
    /// What it answers.
    public typealias Response = ImportReport
    /// What it does.
    public static let about = """
        Imports processes with their past from CSV, at most 20 000 lines; the file may be the
        body as `text/csv`. All of it is kept or nothing: every bad line is named in `errors`,
        as `lines[7].status`.
        """
    /// One request and its answer.
    public static let example = Example(
        ImportInterviews(
            csv: "candidate_id,company_name,role_title,status\n",
            dryRun: true
        ),
        ImportReport(imported: 12, checkedOnly: true)
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(csv:dryRun:),
        Field(
            "csv",
            \.csv,
            .text(1...Limits.csv),
            about: "A CSV file with a header line; see the documentation for its columns."
        ),
        Field("dry_run", \.dryRun, default: false, about: "Only check it.")
    )
}
