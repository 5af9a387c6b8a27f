import Contract
import Postgres
import ServiceStore
import Vocabulary

/// What happened to the candidate records of the organization that `source` acts for: read from
/// the events, so that there is one account of it.
struct HistoryStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// What happened to a record, oldest first.
    func changes(
        of candidate: CandidateID,
        after place: HistoryPlace,
        limit: Int
    ) async throws(PostgresError) -> [HistoryEntry] {
        let types = CandidateChangeKind.allCases.map { "candidate_\($0.rawValue)" }
        return try await source.rows(
            """
            SELECT id, type, payload, actor_kind, actor_id, occurred_at FROM events
            WHERE aggregate_id = \(candidate) AND aggregate = 'candidate'
                AND type = ANY(\(types))
                AND (occurred_at, id) > (\(place.at), \(place.event))
            ORDER BY occurred_at, id LIMIT \(Int64(limit))
            """
        )
    }
}

/// Where a page of a history begins: behind this event.
struct HistoryPlace: Hashable {
    var at: Instant
    var event: UUID128

    /// Before all that ever happened.
    static let beginning = HistoryPlace(
        at: Instant(microseconds: 0),
        event: UUID128(high: 0, low: 0)
    )
}

/// One change, and where it stands among the others.
struct HistoryEntry: Hashable, PostgresRow {
    let event: UUID128
    let change: CandidateChange

    init(_ row: borrowing Row) throws(PostgresError) {
        event = try row["id"]
        let type: StoredChangeKind = try row["type"]
        let payload = (try row["payload"] as StoredJSON<CandidatePayload>).value
        let actor: String? = try row["actor_kind"]
        change = CandidateChange(
            at: try row["occurred_at"],
            what: type.kind,
            actorKind: actor.flatMap { TokenKind(rawValue: $0) },
            actorID: (try row["actor_id"] as UUID128?)?.description,
            fields: payload.fields,
            source: payload.source,
            otherID: payload.otherID,
            placementID: payload.placementID
        )
    }
}

/// The kind of a change as an event's type says it: `candidate_updated`.
private struct StoredChangeKind: PostgresValue {
    let kind: CandidateChangeKind

    static var postgresType: PostgresType { .text }

    func write(to writer: inout ByteWriter) {
        "candidate_\(kind.rawValue)".write(to: &writer)
    }

    init(reading cell: borrowing Cell) throws(CellError) {
        let type = try String(reading: cell)
        guard let kind = CandidateChangeKind(rawValue: String(type.dropFirst("candidate_".count)))
        else { throw .refused }
        self.kind = kind
    }
}
