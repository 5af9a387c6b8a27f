import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// The reasons an organization gives for ends.
struct ReasonLists: Sendable {
    let store: ServiceStore

    /// Reads the list.
    func get(_ request: GetReasonCodes, _ call: Call) async throws -> ReasonCodes {
        try await ReasonCodeStore(store.serving(for: call.organization)).codes()
    }

    /// Replaces the list.
    func update(_ request: UpdateReasonCodes, _ call: Call) async throws -> ReasonCodes {
        let organization = try call.organization
        return try await store.transaction(for: organization) { transaction in
            let reasons = ReasonCodeStore(transaction)
            let old = try await reasons.codes()
            try call.expects(old.version)
            guard old.codes != request.codes else { return old }
            guard try await reasons.replace(old, with: request.codes, of: organization) else {
                throw Refusal(.preconditionFailed, "Somebody changed this meanwhile.")
            }
            return try await reasons.codes()
        }
    }
}
