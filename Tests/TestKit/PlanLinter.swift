public import Postgres

/// Reads the plan of a statement, as the serving role gets it, and tells what would be slow with
/// many rows. A service lints each of its statements:
///
/// ```swift
/// let linter = PlanLinter(schema.serving, tenant: .organization(id), smallTables: ["settings"])
/// #expect(try await linter.findings(in: candidatesByKey("acme")) == [])
/// ```
///
/// A test's tables are small, and on small tables the planner rightly prefers to read them whole.
/// So the linter asks for the plan with `enable_seqscan` off, which makes a sequential scan dear
/// instead of impossible: one that is still chosen means that there is no index to choose. (Faked
/// statistics would not do: the planner takes a table's size from the file itself.) It plans with
/// the statement's own values and parameter types, because a type that does not fit a column keeps
/// a predicate from its index, too.
public struct PlanLinter: Sendable {
    /// Whether indexes are preferred to reading tables whole. Off for tests that load as many rows
    /// as there will be, and run ANALYZE.
    public var prefersIndexes = true

    private let database: Postgres
    private let tenant: Tenant
    private let smallTables: Set<String>

    /// - Parameters:
    ///   - database: connections as the serving role.
    ///   - tenant: whose rows the statements are about.
    ///   - smallTables: names of tables that will stay small, and may be read whole.
    public init(_ database: Postgres, tenant: Tenant, smallTables: Set<String> = []) {
        self.database = database
        self.tenant = tenant
        self.smallTables = smallTables
    }

    /// Everything that is wrong with the plan of one statement, which is not executed.
    public func findings(in statement: Statement) async throws -> [PlanFinding] {
        try await database.transaction(tenant: tenant) { transaction in
            if prefersIndexes { try await transaction.execute("SET LOCAL enable_seqscan = off") }
            let explained: JSON<[PlanNode.Explained]> = try await transaction.row(
                "EXPLAIN (FORMAT JSON, VERBOSE, COSTS OFF) \(statement)"
            )
            var findings: [PlanFinding] = []
            for root in explained.value {
                try await visit(root.plan, below: nil, transaction, &findings)
            }
            return findings
        }
    }

    private func visit(
        _ node: PlanNode,
        below parent: PlanNode?,
        _ transaction: Transaction,
        _ findings: inout [PlanFinding]
    ) async throws {
        if let schema = node.schema, let table = node.relation, !smallTables.contains(table) {
            let problems = try await problems(of: node, below: parent, schema, table, transaction)
            findings += problems.map { problem in
                PlanFinding(node: node.type, table: "\(schema).\(table)", problem: problem)
            }
        }
        for child in node.children { try await visit(child, below: node, transaction, &findings) }
    }

    private func problems(
        of node: PlanNode,
        below parent: PlanNode?,
        _ schema: String,
        _ table: String,
        _ transaction: Transaction
    ) async throws -> [PlanFinding.Problem] {
        if node.type == "Seq Scan" { return [.sequentialScan] }
        var problems: [PlanFinding.Problem] = []
        // Under LIMIT, an index without a condition gives the first rows of an order.
        let isFirstRows = parent?.type == "Limit" && node.filter == nil
        if node.index != nil, node.condition == nil, !isFirstRows { problems.append(.wholeIndex) }
        guard let filter = node.filter, let alias = node.alias else { return problems }
        let catalogue = try await IndexedTable(schema: schema, table: table, transaction)
        guard !catalogue.isUniqueLookup(node.condition, alias: alias) else { return problems }
        for predicate in Predicate.conjuncts(of: filter) {
            let indexes = catalogue.indexes(with: predicate.columns(of: alias))
            guard !indexes.isEmpty, !catalogue.mayUseIndex(predicate, alias: alias) else {
                continue
            }
            problems.append(.filter(predicate.text, indexes: indexes.map(\.name)))
        }
        return problems
    }
}
