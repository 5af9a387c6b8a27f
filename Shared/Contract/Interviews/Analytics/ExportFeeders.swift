import Vocabulary

/// Prints the conversion of all feeders.
public struct ExportFeeders: Hashable, Sendable {
    /// Asks for it.
    public init() {}
}

extension ExportFeeders: InterviewsOperation, PlainOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/analytics/feeders.json")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// What it answers.
    public typealias Response = FeederFile
    /// What it does.
    public static let about = """
        The conversion of all feeders as a file.
        """
    /// One request and its answer.
    public static let example = Example(
        ExportFeeders(),
        FeederFile(generatedAt: .example, feeders: [ConversionRate.example])
    )
}
