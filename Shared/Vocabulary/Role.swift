/// What a user may do in its organization.
public enum Role: String, CaseIterable, Sendable {
    /// Everything, members and keys included.
    case admin
    /// Candidates, processes and interests.
    case recruiter
    /// The processes that name them.
    case hiringManager = "hiring_manager"
    /// Their own stages and scorecards, and the technical profile of a role.
    case techLead = "tech_lead"
    /// Their own stages and scorecards.
    case interviewer
}
