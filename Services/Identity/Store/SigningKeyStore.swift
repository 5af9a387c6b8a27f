import Postgres
import ServiceStore
import Vocabulary

/// The signing keys of all replicas, sealed: for the system role only.
struct SigningKeyStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// All keys there are, oldest first.
    func keys() async throws(PostgresError) -> [StoredSigningKey] {
        try await source.rows(
            """
            SELECT generation, id, sealed, signs_from FROM signing_keys
            WHERE generation > 0 ORDER BY generation
            """
        )
    }

    /// Keeps a key, unless another replica has made one of this generation first.
    ///
    /// - Returns: whether it was kept.
    func insert(_ key: StoredSigningKey) async throws(PostgresError) -> Bool {
        try await source.execute(
            """
            INSERT INTO signing_keys (generation, id, sealed, signs_from)
            VALUES (\(key.generation), \(key.id), \(key.sealed.bytea), \(key.signsFrom))
            ON CONFLICT (generation) DO NOTHING
            """
        ) > 0
    }

    /// Forgets keys whose tokens have all expired.
    func delete(_ generations: [Int32]) async throws(PostgresError) {
        try await source.execute(
            "DELETE FROM signing_keys WHERE generation = ANY(\(generations))"
        )
    }
}

/// A signing key as it is stored.
struct StoredSigningKey: Hashable, PostgresRow {
    /// Counts the keys, from 1: two replicas that rotate at once make the same generation.
    let generation: Int32
    let id: String
    let sealed: [UInt8]
    let signsFrom: Instant

    init(generation: Int32, id: String, sealed: [UInt8], signsFrom: Instant) {
        self.generation = generation
        self.id = id
        self.sealed = sealed
        self.signsFrom = signsFrom
    }

    init(_ row: borrowing Row) throws(PostgresError) {
        generation = try row["generation"]
        id = try row["id"]
        sealed = (try row["sealed"] as Bytes).array
        signsFrom = try row["signs_from"]
    }
}
