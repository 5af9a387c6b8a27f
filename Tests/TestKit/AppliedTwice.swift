public import Postgres

/// Applies each migration twice in a row to a fresh schema, as `Migrator` does it the first time
/// and by hand the second, and tells what the second application changed or how it failed. A
/// service's test expects nothing:
///
/// ```swift
/// #expect(try await changesWhenAppliedTwice(IdentityMigrations.all, of: "identity") == [])
/// ```
public func changesWhenAppliedTwice(
    _ migrations: [Migration],
    of service: Identifier
) async throws -> [String] {
    try await withOwnedSchema(service) { schema in
        var changes: [String] = []
        for count in migrations.indices.map({ $0 + 1 }) {
            let migrator = Migrator(Array(migrations[..<count]), of: schema.ownership)
            try await migrator.migrate(schema.owner)
            let migration = migrations[count - 1]
            let before = try await schema.catalogue()
            do {
                try await schema.owner.transaction { transaction in
                    let path = "\(schema.ownership.schema), pg_temp"
                    try await transaction.execute("SELECT set_config('search_path', \(path), true)")
                    try await transaction.run(script: migration.sql)
                }
            } catch let error as PostgresError {
                changes.append("\(migration.name): \(error.serverMessage ?? "\(error)")")
                continue
            }
            let after = try await schema.catalogue()
            let gone = before.subtracting(after).sorted().map { "\(migration.name): − \($0)" }
            let came = after.subtracting(before).sorted().map { "\(migration.name): + \($0)" }
            changes += gone + came
        }
        return changes
    }
}

extension OwnedSchema {
    /// A line for everything a migration can change: columns, constraints, indexes, policies,
    /// rights, functions, and how many rows each table has.
    func catalogue() async throws -> Set<String> {
        let name = ownership.schema.name
        let lines: [String] = try await admin.rows(
            """
            SELECT concat_ws(' ', 'column', table_name, column_name, ordinal_position, udt_name,
                is_nullable, column_default, generation_expression)
            FROM information_schema.columns WHERE table_schema = \(name)
            UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname,
                pg_get_constraintdef(oid))
            FROM pg_constraint WHERE connamespace = to_regnamespace(\(name))
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = \(name)
            UNION ALL SELECT concat_ws(' ', 'policy', tablename, policyname, permissive, roles,
                cmd, qual, with_check)
            FROM pg_policies WHERE schemaname = \(name)
            UNION ALL SELECT concat_ws(' ', 'relation', relname, relkind, relrowsecurity,
                relforcerowsecurity, relacl, pg_get_viewdef(CASE relkind WHEN 'v' THEN oid END))
            FROM pg_class WHERE relnamespace = to_regnamespace(\(name))
            UNION ALL SELECT concat_ws(' ', 'function', pg_get_functiondef(oid), proacl)
            FROM pg_proc WHERE pronamespace = to_regnamespace(\(name)) AND prokind = 'f'
            UNION ALL SELECT concat_ws(' ', 'rows', tablename, query_to_xml(
                format('SELECT count(*) FROM %I.%I', schemaname, tablename), false, true, ''))
            FROM pg_tables WHERE schemaname = \(name)
            """
        )
        return Set(lines)
    }
}
