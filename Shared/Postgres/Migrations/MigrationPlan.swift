/// Decides what a schema lacks, from what the program brings and what the schema records. Pure.
struct MigrationPlan {
    /// A migration as the schema records it.
    struct Applied: Hashable, PostgresRow {
        let number: Int
        let name: String
        let checksum: Bytes
    }

    private let migrations: [Migration]
    private let checksums: [Bytes]

    /// Refuses names that are malformed and numbers that are not 1, 2, 3 …
    static func check(_ migrations: [Migration]) throws(MigrationError) {
        for (index, migration) in migrations.enumerated() {
            guard let number = migration.number else { throw .malformedName(migration.name) }
            guard number == index + 1 else { throw .outOfOrder(migration.name) }
        }
    }

    /// `checksums` are SHA-256 over each migration's text, in the same order.
    init(_ migrations: [Migration], checksums: [Bytes]) {
        self.migrations = migrations
        self.checksums = checksums
    }

    /// What to record of a migration once it is applied.
    func record(of migration: Migration) -> Applied? {
        guard let index = migrations.firstIndex(of: migration) else { return nil }
        return Applied(number: index + 1, name: migration.name, checksum: checksums[index])
    }

    /// The migration to apply next, nil when the schema has them all. A schema that a newer
    /// program has migrated further is accepted: replicas of two releases run side by side while
    /// one replaces the other.
    func next(after applied: [Applied]) throws(MigrationError) -> Migration? {
        for (index, applied) in applied.enumerated() {
            guard applied.number == index + 1 else { throw .recordHasGap(index + 1) }
            guard index < migrations.count else { break }
            guard applied.name == migrations[index].name else {
                throw .replaced(applied: applied.name, given: migrations[index].name)
            }
            guard applied.checksum == checksums[index] else { throw .edited(applied.name) }
        }
        return applied.count < migrations.count ? migrations[applied.count] : nil
    }
}

extension MigrationPlan.Applied {
    init(_ row: borrowing Row) throws(PostgresError) {
        number = Int(try row["number"] as Int32)
        name = try row["name"]
        checksum = try row["checksum"]
    }
}
