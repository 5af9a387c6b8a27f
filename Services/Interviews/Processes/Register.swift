import Contract
import ServiceKit
import Vocabulary

/// Whose candidates and members are whose: identity knows, and is asked at the moment it matters,
/// before a connection is held.
struct Register: Sendable {
    /// Asks identity about candidates.
    let findCandidates: @Sendable (FindCandidates, Call) async throws -> KnownCandidates
    /// Asks identity about members.
    let findUsers: @Sendable (FindUsers, Call) async throws -> KnownUsers

    /// What is wrong with fields that name candidates of somebody else, or nobody.
    func faults(
        in named: [(field: String, id: CandidateID)],
        _ call: Call
    ) async throws -> [FieldError] {
        try await faults(in: named, "must be a candidate of yours") { ids in
            let organization = try call.organization
            return try await findCandidates(.init(organization: organization, ids: ids), call)
        }
    }

    /// What is wrong with fields that name members of somebody else, or nobody.
    func faults(
        in named: [(field: String, id: UserID)],
        _ call: Call
    ) async throws -> [FieldError] {
        try await faults(in: named, "must be a member of yours") { ids in
            let organization = try call.organization
            return try await findUsers(.init(organization: organization, ids: ids), call)
        }
    }

    private func faults<Subject>(
        in named: [(field: String, id: Identifier<Subject>)],
        _ message: String,
        _ find: ([Identifier<Subject>]) async throws -> Known<Subject>
    ) async throws -> [FieldError] {
        guard !named.isEmpty else { return [] }
        let known = Set(try await find(distinct(named.map(\.id))).ids)
        return named.filter { !known.contains($0.id) }.map {
            FieldError($0.field, "unknown", message)
        }
    }

    /// The same for the interviewers of a stage.
    func faults(
        inInterviewers ids: [UserID]?,
        _ call: Call
    ) async throws -> [FieldError] {
        let named = (ids ?? []).enumerated().map { ("interviewer_ids[\($0)]", $1) }
        return try await faults(in: named, call)
    }
}
