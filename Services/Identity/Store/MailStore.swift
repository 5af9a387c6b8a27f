import Postgres
import ServiceStore
import Vocabulary

/// Messages to be sent. Whoever causes one notes it in the transaction of its cause, and a loop
/// of the system role sends what is due.
struct MailStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// Notes a message to be sent.
    func insert(_ mail: Mail) async throws(PostgresError) {
        try await source.execute(
            """
            INSERT INTO mails (id, purpose, email, org_id, user_id, created_at, due_at)
            VALUES (\(mail.id), \(mail.link.purpose), \(mail.link.email),
                \(mail.link.member?.organization), \(mail.link.member?.user), \(mail.createdAt),
                \(mail.createdAt))
            """
        )
    }

    /// Whether more messages wait than should.
    func isFull(_ limit: Int) async throws(PostgresError) -> Bool {
        let count: Int = try await source.row(
            "SELECT count(*) FROM (SELECT FROM mails ORDER BY due_at LIMIT \(Int64(limit))) AS m"
        )
        return count >= limit
    }

    /// Takes messages that are due. Nobody else takes them for as long as `lease`, so that one
    /// whose sender dies is sent by another.
    func take(_ limit: Int, for lease: Duration, at now: Instant) async throws(PostgresError)
        -> [Mail]
    {
        try await source.rows(
            """
            UPDATE mails SET due_at = \(now + lease), tries = tries + 1
            WHERE id IN (SELECT id FROM mails WHERE due_at <= \(now)
                ORDER BY due_at LIMIT \(Int64(limit)) FOR UPDATE SKIP LOCKED)
            RETURNING id, purpose, email, org_id, user_id, created_at, tries
            """
        )
    }

    /// Puts a message off.
    func postpone(_ mail: MailID, until instant: Instant) async throws(PostgresError) {
        try await source.execute("UPDATE mails SET due_at = \(instant) WHERE id = \(mail)")
    }

    /// Forgets a message that was sent, or never will be.
    func delete(_ mail: MailID) async throws(PostgresError) {
        try await source.execute("DELETE FROM mails WHERE id = \(mail)")
    }
}

extension Mail: PostgresRow {
    init(_ row: borrowing Row) throws(PostgresError) {
        id = try row["id"]
        link = try Link(row)
        createdAt = try row["created_at"]
        tries = Int(try row["tries"] as Int32)
    }
}
