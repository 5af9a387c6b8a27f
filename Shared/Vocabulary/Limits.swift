/// How long texts and lists may be, in Unicode scalars and elements. One place, because forms,
/// columns and documentation must agree.
public enum Limits {
    /// Names of people, organizations, employers, titles, places.
    public static let name = 200
    /// A telephone number as it was written.
    public static let phone = 40
    /// A paragraph or a few: summaries, descriptions, notes.
    public static let text = 10_000
    /// What is searched for.
    public static let query = 200
    /// NIST SP 800-63B asks for 8 at least; the design for 12.
    public static let passwordMin = 12
    /// Hashing is slow enough without megabytes; 256 scalars are at most 1 024 bytes.
    public static let passwordMax = 256
    /// A one-time token or a refresh token of ours has 46 characters; a JWT at most 4 096.
    public static let token = 4_096
    /// Skills, positions, languages … of one candidate.
    public static let listItems = 200
    /// Short lists: domains, links, values.
    public static let shortListItems = 50
    /// A request's body in bytes, where its operation says nothing else.
    public static let bodyBytes = 10 * 1_024 * 1_024
    /// Elements of a page when none are asked for.
    public static let pageDefault = 50
    /// Elements of a page at most.
    public static let pageMax = 200
    /// A reason code.
    public static let reasonCode = 40
    /// The name of a time zone, as in `America/Argentina/ComodRivadavia`.
    public static let timeZone = 40
    /// Stages of one process.
    public static let stages = 100
    /// Offers of one process.
    public static let offers = 100
    /// Processes changed by one request.
    public static let bulk = 200
    /// A CSV file; below the 10 MiB of a body even where every line break is escaped.
    public static let csv = 8_000_000
    /// Lines of a CSV file.
    public static let csvLines = 20_000
    /// Candidate records asked for by another service in one request.
    public static let candidatesAsked = 20_000
    /// Members asked for by another service in one request: one for each line of a CSV file.
    public static let usersAsked = csvLines
}
