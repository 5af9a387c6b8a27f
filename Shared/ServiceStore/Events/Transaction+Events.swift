import Contract
public import Postgres
import Vocabulary

extension Transaction {
    /// Keeps an event, in the transaction that does what it tells of.
    public func append(_ event: Event) async throws(PostgresError) {
        try await append([event])
    }

    /// Keeps several events.
    public func append(_ events: [Event]) async throws(PostgresError) {
        guard !events.isEmpty else { return }
        try await execute(
            """
            INSERT INTO events (id, org_id, person_id, aggregate, aggregate_id, type, version,
                payload, actor_kind, actor_id, actor_service, caused_by, reverses, occurred_at)
            VALUES \(events.map(\.row), separator: ", ")
            """
        )
        EventCount.appended.add(events.count)
    }
}

extension Event {
    fileprivate var row: Statement {
        """
        (\(id), \(organization), \(person), \(aggregate), \(aggregateID), \(type),
        \(Int32(clamping: version)), \(String(decoding: payload, as: UTF8.self)),
        \(actor?.kind), \(actor?.subject), \(actor?.service), \(causedBy), \(reverses),
        \(occurredAt))
        """
    }
}

extension Principal {
    /// Which of our services it is, if it is one.
    fileprivate var service: Service? {
        guard case .service(let service) = self else { return nil }
        return service
    }
}
