/// Where an interview process stands.
public enum InterviewStatus: String, WireWord {
    /// It goes on.
    case inProgress = "in_progress"
    /// It waits, and comes back to where it was.
    case onHold = "on_hold"
    /// An offer is out.
    case offerExtended = "offer_extended"
    /// The candidate said yes.
    case offerAccepted = "offer_accepted"
    /// The candidate said no.
    case offerDeclined = "offer_declined"
    /// The company said no.
    case rejectedByCompany = "rejected_by_company"
    /// The candidate left it.
    case candidateWithdrew = "candidate_withdrew"
    /// There is nothing to fill any more; it says nothing about the candidate.
    case roleClosed = "role_closed"
}
