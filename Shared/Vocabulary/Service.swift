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
