import Postgres
import ServiceStore
import Vocabulary

/// The person that `source` acts for.
struct PersonStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// The person's address, if it is they who ask.
    func address(of person: PersonID) async throws(PostgresError) -> EmailAddress? {
        try await source.rowIfAny("SELECT email FROM persons WHERE id = \(person)")
    }
}
