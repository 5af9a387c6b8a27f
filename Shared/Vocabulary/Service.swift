/// The programs that hold data or pass it on; the names stand in tokens (`iss`, `aud`),
/// configuration and metrics.
public enum Service: String, CaseIterable, Sendable {
    /// The public edge.
    case gateway
    /// Accounts, people, candidate records, intake.
    case identity
    /// Processes, stages, scorecards, offers.
    case interviews
    /// Taxonomy, profiles, assignments, matches.
    case matching
    /// The talent network.
    case talent
    /// Outcomes and what is learned from them.
    case feedback
}

extension Service {
    /// The port that it listens on where nothing else is said.
    public var usualPort: Int {
        switch self {
        case .gateway: 8080
        case .identity: 8101
        case .interviews: 8102
        case .matching: 8103
        case .talent: 8104
        case .feedback: 8105
        }
    }
}
