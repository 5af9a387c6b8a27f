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

    /// Refuses names that are malformed and numbers that do not rise. Numbers may be left out: what
    /// all services share has its own range, and grows beside theirs.
    static func check(_ migrations: [Migration]) throws(MigrationError) {
        var last = 0
        for migration in migrations {
            guard let number = migration.number else { throw .malformedName(migration.name) }
            guard number > last else { throw .outOfOrder(migration.name) }
            last = number
        }
    }

    /// `checksums` are SHA-256 over each migration's text, in the same order.
    init(_ migrations: [Migration], checksums: [Bytes]) {
        self.migrations = migrations
        self.checksums = checksums
    }

    /// What to record of a migration once it is applied.
    func record(of migration: Migration) -> Applied? {
        guard let index = migrations.firstIndex(of: migration), let number = migration.number
        else { return nil }
        return Applied(number: number, name: migration.name, checksum: checksums[index])
    }

    /// The migration to apply next, nil when the schema has them all. A schema that a newer
    /// program has migrated further is accepted: replicas of two releases run side by side while
    /// one replaces the other.
    func next(after applied: [Applied]) throws(MigrationError) -> Migration? {
        var next: Migration?
        for (migration, checksum) in zip(migrations, checksums) {
            guard let known = applied.first(where: { $0.number == migration.number }) else {
                next = next ?? migration
                continue
            }
            guard known.name == migration.name else {
                throw .replaced(applied: known.name, given: migration.name)
            }
            guard known.checksum == checksum else { throw .edited(known.name) }
        }
        return next
    }
}

extension MigrationPlan.Applied {
    init(_ row: borrowing Row) throws(PostgresError) {
        number = Int(try row["number"] as Int32)
        name = try row["name"]
        checksum = try row["checksum"]
    }
}
