import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// What happened to a candidate record: who, when, which fields; never the values.
struct CandidateHistory: Sendable {
    private static let list = "GetCandidateHistory"

    let store: ServiceStore

    /// Lists what happened, newest last.
    func list(_ request: GetCandidateHistory, _ call: Call) async throws -> Page<CandidateChange> {
        let database = try store.serving(for: call.organization)
        let place = try Self.place(request.cursor)
        let history = HistoryStore(database)
        let candidates = CandidateStore(database)
        async let found = history.changes(of: request.id, after: place, limit: request.limit + 1)
        guard try await candidates.isThere(request.id) else {
            throw try await absence(of: request.id, candidates)
        }
        let entries = try await found
        let shown = entries.prefix(request.limit)
        let next = entries.count > request.limit ? shown.last : nil
        return Page(
            shown.map(\.change),
            next: next.map { last in
                Cursor(Self.list, after: [.instant(last.change.at), .id(last.event)])
            }
        )
    }

    private static func place(
        _ cursor: Cursor?
    ) throws(Refusal) -> HistoryPlace {
        guard let keys = try cursor?.place(in: list) else { return .beginning }
        guard case (.instant(let at)?, .id(let event)?) = (keys.first, keys.last) else {
            throw .badCursor
        }
        return HistoryPlace(at: at, event: event)
    }
}
