import Contract
import Postgres
import ServiceStore
import Vocabulary

/// What happened to processes, in the service's one table of events.
struct EventLog<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// One event, and where it stands among the others.
    struct Entry: PostgresRow {
        let id: UUID128
        let at: Instant
        let process: InterviewID
        let event: InterviewEvent
        let actor: ChangeActor?

        init(_ row: borrowing Row) throws(PostgresError) {
            id = try row["id"]
            at = try row["occurred_at"]
            process = try row["aggregate_id"]
            event = (try row["payload"] as StoredJSON<InterviewEvent>).value
            let kind: String? = try row["actor_kind"]
            let id: UUID128? = try row["actor_id"]
            actor = kind.flatMap(TokenKind.init).map {
                ChangeActor(kind: $0, id: id?.description)
            }
        }
    }

    /// Where a page of a history begins: behind this event.
    struct Place: Hashable {
        var at = Instant(microseconds: 0)
        var id = UUID128(high: 0, low: 0)
    }

    /// What happened to a process, oldest first.
    func entries(
        of process: InterviewID,
        after place: Place,
        limit: Int
    ) async throws(PostgresError) -> [Entry] {
        try await source.rows(Self.page(of: process, after: place, limit: limit))
    }

    static func page(of process: InterviewID, after place: Place, limit: Int) -> Statement {
        """
        SELECT id, occurred_at, aggregate_id, payload, actor_kind, actor_id FROM events
        WHERE aggregate_id = \(process) AND (occurred_at, id) > (\(place.at), \(place.id))
        ORDER BY occurred_at, id LIMIT \(limit)
        """
    }

    /// The last event of a stage of these kinds: what a correction reverses.
    func last(
        of process: InterviewID,
        _ kinds: [InterviewChangeKind],
        stage: StageID?
    ) async throws(PostgresError) -> UUID128? {
        let types = kinds.map(\.eventType)
        return try await source.rowIfAny(
            """
            SELECT id FROM events
            WHERE aggregate_id = \(process) AND type = ANY(\(types))
                AND (\(stage?.description) IS NULL
                    OR payload::jsonb->>'stage_id' = \(stage?.description))
            ORDER BY occurred_at DESC, id DESC LIMIT 1
            """
        )
    }
}

extension EventLog where Source == Transaction {
    /// Keeps what happened to a process. The events of one change are a microsecond apart, in
    /// the order in which they led to each other.
    func append(
        _ dossier: Dossier,
        by actor: Principal?,
        at moment: Moment
    ) async throws(PostgresError) {
        var kept: [InterviewChangeKind: UUID128] = [:]
        for (index, happened) in dossier.events.enumerated() {
            let event = Event(
                aggregate: "interview",
                id: dossier.interview.id.uuid,
                type: happened.what.eventType,
                version: dossier.interview.version,
                organization: dossier.interview.organizationID,
                payload: happened,
                actor: actor,
                causedBy: happened.causedBy.flatMap { kept[$0] },
                reverses: try await reversed(by: happened, dossier.interview.id),
                at: moment.at + .microseconds(index)
            )
            try await source.append(event)
            kept[happened.what] = event.id
        }
    }

    /// Keeps what happened to many new processes, whose events take nothing back.
    func append(
        _ dossiers: some Sequence<Dossier>,
        by actor: Principal?,
        at moment: Moment
    ) async throws(PostgresError) {
        var rows = NewEvents()
        for dossier in dossiers {
            var kept: [InterviewChangeKind: UUID128] = [:]
            for (index, happened) in dossier.events.enumerated() {
                let id = (moment.identifiers.next() as NameID).uuid
                rows.add(
                    happened,
                    id,
                    of: dossier.interview,
                    causedBy: happened.causedBy.flatMap { kept[$0] },
                    at: moment.at + .microseconds(index)
                )
                kept[happened.what] = id
            }
        }
        try await source.execute(rows.statement(by: actor))
    }

    /// The event that a correction, or the end of a mistake, takes back.
    private func reversed(
        by event: InterviewEvent,
        _ process: InterviewID
    ) async throws(PostgresError) -> UUID128? {
        if event.what == .outcomeCorrected, event.causedBy == nil {
            return try await last(
                of: process,
                [.outcomeRecorded, .outcomeCorrected],
                stage: event.stageID
            )
        }
        guard event.what == .reopened else { return nil }
        return try await last(of: process, [.statusChanged], stage: nil)
    }
}

extension InterviewChangeKind {
    /// How the events of this kind are called among those of all services.
    var eventType: String { "interview_\(rawValue)" }
}

/// Many events of processes, column by column.
private struct NewEvents {
    private var ids: [UUID128] = []
    private var organizations: [OrganizationID] = []
    private var processes: [InterviewID] = []
    private var types: [String] = []
    private var versions: [Int] = []
    private var payloads: [String] = []
    private var causes: [UUID128?] = []
    private var moments: [Instant] = []

    mutating func add(
        _ event: InterviewEvent,
        _ id: UUID128,
        of interview: Interview,
        causedBy cause: UUID128?,
        at instant: Instant
    ) {
        ids.append(id)
        organizations.append(interview.organizationID)
        processes.append(interview.id)
        types.append(event.what.eventType)
        versions.append(interview.version)
        payloads.append(String(decoding: event.json(), as: UTF8.self))
        causes.append(cause)
        moments.append(instant)
    }

    func statement(by actor: Principal?) -> Statement {
        """
        INSERT INTO events (id, org_id, aggregate, aggregate_id, type, version, payload,
            actor_kind, actor_id, caused_by, occurred_at)
        SELECT id, org_id, 'interview', aggregate_id, type, version, payload,
            \(actor?.kind.rawValue), \(actor?.subject), caused_by, occurred_at
        FROM unnest(\(ids), \(organizations), \(processes), \(types), \(versions),
            \(payloads), \(causes), \(moments))
            AS e (id, org_id, aggregate_id, type, version, payload, caused_by, occurred_at)
        """
    }
}
