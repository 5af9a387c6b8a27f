import Postgres

/// What the catalogue knows of a table's indexes, and of the operators that may use them under
/// row-level security.
struct IndexedTable: Sendable {
    struct Index: PostgresRow {
        let name: String
        let isUnique: Bool
        let columns: [String]

        init(_ row: borrowing Row) throws(PostgresError) {
            name = try row["name"]
            isUnique = try row["is_unique"]
            columns = try row["columns"]
        }
    }

    let indexes: [Index]
    /// `column operator` for each operator on the column's own type that is leakproof: only those
    /// are tried before the policy has let a row pass, and so only those reach an index.
    private let leakproof: Set<String>

    init(schema: String, table: String, _ database: some Database) async throws(PostgresError) {
        indexes = try await database.rows(
            """
            SELECT i.relname::text AS name,
                x.indisunique AND x.indpred IS NULL AND x.indexprs IS NULL AS is_unique,
                array_agg(a.attname::text) AS columns
            FROM pg_index x
            JOIN pg_class i ON i.oid = x.indexrelid
            JOIN pg_class t ON t.oid = x.indrelid AND t.relname = \(table)
                AND t.relnamespace = to_regnamespace(quote_ident(\(schema)))
            JOIN pg_attribute a ON a.attrelid = t.oid AND (
                a.attnum = ANY((x.indkey::int2[])[0:x.indnkeyatts - 1])
                -- the columns of an index's expressions are only known as dependencies
                OR x.indexprs IS NOT NULL AND EXISTS (SELECT FROM pg_depend d
                    WHERE d.classid = 'pg_class'::regclass AND d.objid = i.oid
                      AND d.refobjid = t.oid AND d.refobjsubid = a.attnum))
            GROUP BY i.relname, x.indisunique, x.indpred, x.indexprs
            ORDER BY i.relname
            """
        )
        let pairs: [String] = try await database.rows(
            """
            SELECT a.attname || ' ' || o.oprname
            FROM pg_class t
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
            JOIN pg_type y ON y.oid = a.atttypid
            JOIN pg_operator o ON o.oprleft = y.oid
                OR o.oprleft = 'anyenum'::regtype AND y.typtype = 'e'
                OR o.oprleft = 'anyarray'::regtype AND y.typcategory = 'A'
            JOIN pg_proc p ON p.oid = o.oprcode
            WHERE t.relname = \(table) AND t.relnamespace = to_regnamespace(quote_ident(\(schema)))
            GROUP BY a.attname, o.oprname HAVING bool_and(p.proleakproof)
            """
        )
        leakproof = Set(pairs)
    }

    /// The indexes that hold one of the columns as a key or in an expression.
    func indexes(with columns: Set<String>) -> [Index] {
        indexes.filter { index in index.columns.contains(where: columns.contains) }
    }

    /// Whether the condition finds at most one row.
    func isUniqueLookup(_ condition: String?, alias: String) -> Bool {
        let equal = Predicate.conjuncts(of: condition ?? "")
            .compactMap { $0.comparison(of: alias) }
            .filter { $0.operator == "=" }
            .map(\.column)
        return indexes.contains { $0.isUnique && Set($0.columns).isSubset(of: equal) }
    }

    /// Whether an index could answer the predicate, and the planner merely chose another way.
    func mayUseIndex(_ predicate: Predicate, alias: String) -> Bool {
        guard let (column, sign) = predicate.comparison(of: alias) else { return false }
        return sign.isEmpty || sign == "IS" || leakproof.contains("\(column) \(sign)")
    }
}
