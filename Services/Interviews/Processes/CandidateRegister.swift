import Contract
import ServiceKit
import Vocabulary

/// Whose candidates are whose: identity knows, and is asked at the moment it matters.
struct CandidateRegister: Sendable {
    /// Asks identity.
    let find: @Sendable (FindCandidates, Call) async throws -> KnownCandidates

    /// Those of these records that the organization has.
    func known(
        _ ids: [CandidateID],
        of organization: OrganizationID,
        _ call: Call
    ) async throws -> Set<CandidateID> {
        let question = FindCandidates(organization: organization, ids: distinct(ids))
        return Set(try await find(question, call).ids)
    }
}
