public import Contract
public import Postgres
public import Vocabulary

/// Something that happened, as it is kept for good: the audit trail, and what other services are
/// fed from.
///
/// Its payload holds identifiers, enumerations, numbers and dates, never names, addresses or other
/// free text, so that a person can be erased.
public struct Event: Sendable {
    /// The event itself, for those that it causes.
    public let id: UUID128
    let aggregate: String
    let aggregateID: UUID128
    let type: String
    let version: Int
    let organization: OrganizationID?
    let payload: [UInt8]
    let actor: Principal?
    let causedBy: UUID128?
    let reverses: UUID128?
    let occurredAt: Instant

    /// - Parameters:
    ///   - aggregate: the kind of thing it happened to, in snake_case.
    ///   - id: which one.
    ///   - type: what happened, in snake_case.
    ///   - version: the thing's version after it.
    ///   - organization: whose it is; nil for what belongs to nobody or to a person.
    ///   - payload: what there is to know, for programs.
    ///   - actor: who did it; nil where nobody asked for it.
    ///   - causedBy: the event that led to it.
    ///   - reverses: the event that it takes back.
    ///   - now: when.
    public init(
        aggregate: String,
        id: UUID128,
        type: String,
        version: Int,
        organization: OrganizationID?,
        payload: some Wire,
        actor: Principal?,
        causedBy: UUID128? = nil,
        reverses: UUID128? = nil,
        at now: Instant
    ) {
        let own: Vocabulary.Identifier<Subject.Token> = IdentifierSource(now: { now }).next()
        self.id = own.uuid
        self.aggregate = aggregate
        aggregateID = id
        self.type = type
        self.version = version
        self.organization = organization
        self.payload = payload.json()
        self.actor = actor
        self.causedBy = causedBy
        self.reverses = reverses
        occurredAt = now
    }
}

extension Transaction {
    /// Keeps an event, in the transaction that does what it tells of.
    public func append(_ event: Event) async throws(PostgresError) {
        try await execute(
            """
            INSERT INTO events (id, org_id, aggregate, aggregate_id, type, version, payload,
                actor_kind, actor_id, caused_by, reverses, occurred_at)
            VALUES (\(event.id), \(event.organization), \(event.aggregate),
                \(event.aggregateID), \(event.type), \(Int32(clamping: event.version)),
                \(String(decoding: event.payload, as: UTF8.self)),
                \(event.actor?.kind.rawValue), \(event.actor?.subject),
                \(event.causedBy), \(event.reverses), \(event.occurredAt))
            """
        )
    }
}

/// Numbers events after their commit. The order of commits is not that of any sequence taken
/// before it: who read by such a number would miss what commits late.
struct EventPositions {
    /// Enough for a burst; what is left waits for the next run.
    static let batchMax = 1_000

    private let system: Postgres

    init(_ system: Postgres) { self.system = system }

    /// Gives the next numbers to events that have none. Several replicas may run it at once; they
    /// wait for each other's lock.
    /// - Returns: how many were numbered.
    @discardableResult
    func assign() async throws -> Int {
        let waiting: Bool = try await system.row(
            "SELECT EXISTS (SELECT FROM events WHERE position IS NULL)"
        )
        guard waiting else { return 0 }
        return try await system.transaction { transaction in
            let last: Int64 = try await transaction.row(
                "SELECT last FROM event_positions WHERE singleton FOR UPDATE"
            )
            // A statement of its own: it sees what was committed while we waited for the lock.
            let count = try await transaction.execute(
                """
                UPDATE events SET position = \(last) + numbered.place
                FROM (
                    SELECT id, row_number() OVER (ORDER BY occurred_at, id) AS place FROM (
                        SELECT id, occurred_at FROM events WHERE position IS NULL
                        ORDER BY occurred_at, id LIMIT \(Int64(Self.batchMax))
                    ) AS waiting
                ) AS numbered
                WHERE events.id = numbered.id
                """
            )
            try await transaction.execute(
                "UPDATE event_positions SET last = last + \(Int64(count)) WHERE singleton"
            )
            return count
        }
    }
}
