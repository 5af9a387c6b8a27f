import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Tells other services which candidate records are an organization's own, and who its members are.
struct KnownRecords: Sendable {
    let store: ServiceStore

    /// Those of the users asked for that are members, disabled ones included: what names them was
    /// right once.
    func find(_ request: FindUsers, _ call: Call) async throws -> KnownUsers {
        let database = store.serving(for: request.organization)
        let ids: [UserID] = try await database.rows(
            "SELECT id FROM users WHERE id = ANY(\(request.ids)) ORDER BY id"
        )
        return KnownUsers(ids: ids)
    }

    /// Those of the records asked for that the organization has at this moment.
    func find(_ request: FindCandidates, _ call: Call) async throws -> KnownCandidates {
        let database = store.serving(for: request.organization)
        let ids: [CandidateID] = try await database.rows(
            "SELECT id FROM candidates WHERE id = ANY(\(request.ids)) ORDER BY id"
        )
        return KnownCandidates(ids: ids)
    }
}
