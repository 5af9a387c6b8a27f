import Contract
import Vocabulary

/// Why something cannot be done with a candidate record.
enum CandidateError: Error, Hashable {
    /// There is none, or it is another organization's.
    case noSuchCandidate
    /// It was merged into this one.
    case merged(into: CandidateID)
    /// `If-Match` names another version.
    case changedMeanwhile
    /// A state that is not reached by hand; this one would be.
    case statusNotByHand(allowed: CandidateStatus)
    /// The other record of a merge was merged before.
    case mergedBefore
    /// Two persons have accepted to be the two records.
    case differentPersons
    /// Nobody has so many jobs.
    case tooManyPlacements
}

extension CandidateError: Refusable {
    var refusal: Refusal {
        switch self {
        case .noSuchCandidate:
            return .notFound("There is no such candidate.")
        case .merged(let id):
            var refusal = Refusal(.moved, "This record was merged into another.")
            refusal.location = "/candidates/\(id)"
            return refusal
        case .changedMeanwhile:
            return Refusal(.preconditionFailed, "The record has changed since it was read.")
        case .statusNotByHand(let status):
            let detail = "A record is set aside as archived, and taken up as what it was."
            return .conflict(detail, reason: "status_not_by_hand", allowed: [status.rawValue])
        case .mergedBefore:
            return .conflict("The other record was merged before.", reason: "merged_before")
        case .differentPersons:
            let detail = "Two different persons have accepted to be these two records."
            return .conflict(detail, reason: "different_persons")
        case .tooManyPlacements:
            return .conflict("The record has as many jobs as it can hold.", reason: "too_many")
        }
    }
}
