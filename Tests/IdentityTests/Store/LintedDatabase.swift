import Postgres
import Synchronization
import TestKit

/// Runs statements, and has the plan of each looked at first.
final class LintedDatabase: Database {
    private struct State {
        var statements: Set<String> = []
        var findings: [String] = []
    }

    private let database: Postgres
    private let linter: PlanLinter
    private let state = Mutex(State())

    init(_ database: Postgres, _ linter: PlanLinter) {
        self.database = database
        self.linter = linter
    }

    /// The different statements that were run.
    var statements: Set<String> { state.withLock { $0.statements } }
    /// What is wrong with them.
    var findings: [String] { state.withLock { $0.findings } }

    func answer(to statement: Statement) async throws(PostgresError) -> Answer {
        let found: [PlanFinding]
        do {
            found = try await linter.findings(in: statement)
        } catch {
            state.withLock { $0.findings.append("\(statement): \(error)") }
            return try await database.answer(to: statement)
        }
        state.withLock { state in
            state.statements.insert(statement.sql)
            state.findings += found.map { "\(statement.sql)\n\($0)" }
        }
        return try await database.answer(to: statement)
    }
}
