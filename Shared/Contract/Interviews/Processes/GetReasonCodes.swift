import Vocabulary

/// Reads the reasons for ends.
public struct GetReasonCodes: Hashable, Sendable {
    /// Asks for it.
    public init() {}
}

extension GetReasonCodes: InterviewsOperation, PlainOperation {
    /// Where it is found.
    public static let route = Route(.get, "/interviews/reason-codes")
    /// Who may ask.
    public static let audience = Audience.user().orKey
    /// What it answers.
    public typealias Response = ReasonCodes
    /// What it does.
    public static let about = """
        The reason codes of the organization; a default list until it has made its own.
        """
    /// One request and its answer.
    public static let example = Example(
        GetReasonCodes(),
        ReasonCodes(version: 3, codes: ["skills_gap", "compensation"])
    )
}
