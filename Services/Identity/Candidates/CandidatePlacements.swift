import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// The jobs that candidates got, as interviews tells of them.
struct CandidatePlacements: Sendable {
    let store: ServiceStore
    let now: @Sendable () -> Instant

    /// Keeps how things stand with a job.
    func put(_ request: PutPlacement, _ call: Call) async throws -> Nothing {
        let organization = request.organization
        return try await store.transaction(for: organization) { transaction in
            let candidates = CandidateStore(transaction)
            let old = try await Self.present(request.candidate, candidates)
            var record = old
            let told = ToldPlacement(
                id: request.placement,
                version: request.version,
                record: request.record
            )
            let happened = try record.take(told, at: now())
            guard record != old else { return Nothing() }
            try await candidates.update(record, from: old, of: organization)
            if let happened {
                try await transaction.append(
                    .about(record, of: organization, happened, by: call.principal, at: now())
                )
            }
            return Nothing()
        }
    }

    /// The record, held, or the one that it was merged into; a merge that is under way is waited
    /// for.
    private static func present(
        _ id: CandidateID,
        _ candidates: CandidateStore<Transaction>
    ) async throws -> CandidateRecord {
        var id = id
        while true {
            if let record = try await candidates.lockedRecords([id]).first { return record }
            guard let survivor = try await candidates.survivor(of: id) else {
                throw Refusal(
                    .notFound,
                    "There is no such candidate.",
                    reason: "no_such_candidate"
                )
            }
            id = survivor
        }
    }
}
