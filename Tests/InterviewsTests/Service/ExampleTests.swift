import Contract
import Foundation
import ProgramKit
import Testing
import Vocabulary

@testable import interviews

@Suite("What the documentation shows is so")
struct ExampleTests {
    private static let page = Program.root.appending(
        path: "Shared/Documentation/interviews.md"
    )

    /// The states as Mermaid draws them.
    private static func diagram(_ workflow: Workflow) -> String {
        var lines = ["stateDiagram-v2", "    [*] --> \(workflow.initial.rawValue)"]
        for state in workflow.states {
            lines += state.next.map { "    \(state.status.rawValue) --> \($0.rawValue)" }
            if state.isTerminal { lines.append("    \(state.status.rawValue) --> [*]") }
        }
        return lines.joined(separator: "\n")
    }

    @Test("the diagram is drawn from the workflow; VOUCH_PRINT=1 draws it again")
    func diagram() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let drawn = Self.diagram(try await bench.ask(GetWorkflow()))
            var text = try String(contentsOf: Self.page, encoding: .utf8)
            let parts = text.components(separatedBy: "```mermaid\n")
            let old = try #require(parts.last?.components(separatedBy: "\n```").first)
            if ProcessInfo.processInfo.environment["VOUCH_PRINT"] == "1" {
                text = text.replacingOccurrences(of: old, with: drawn)
                try text.write(to: Self.page, atomically: true, encoding: .utf8)
                return
            }
            #expect(old == drawn)
        }
    }

    @Test("the example scripts create, record, report and import")
    func scripts() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let principal = try #require(Asker.recruiter.principal)
            let environment = [
                "VOUCH_URL=http://127.0.0.1:\(bench.port)",
                "VOUCH_TOKEN=\(try bench.token(for: principal))",
            ]
            func run(_ script: String, _ arguments: String...) async throws -> Program {
                let path = Program.root.appending(path: "Tests/Examples/interviews/\(script)")
                return try await Program.run("env", environment + [path.path()] + arguments)
            }
            let candidate: CandidateID = .number(1)
            let created = try await run(
                "create_interview.sh",
                "\(candidate)",
                "Acme",
                "Programmer",
                "Amazon"
            )
            #expect(created.status == 0, "\(created.said)")
            let id = created.output.trimmingCharacters(in: .whitespacesAndNewlines)
            let again = try await run(
                "create_interview.sh",
                "\(candidate)",
                "Acme",
                "Programmer",
                "Amazon"
            )
            #expect(again.output == created.output)
            let recorded = try await run("record_outcome.sh", id, "Technical", "failed", "2")
            #expect(recorded.output == "rejected_by_company\n", "\(recorded.said)")
            let report = try await run("conversion_report.py")
            #expect(report.output.hasPrefix("Amazon"), "\(report.said)")
            #expect(report.output.contains("0 of     1"))
            let refused = try await run("record_outcome.sh", id, "Final", "passed")
            #expect(refused.status != 0)
            #expect(refused.said.contains("reopen it first"))

            let file = FileManager.default.temporaryDirectory.appending(
                path: "\(UUID().uuidString).csv"
            )
            defer { try? FileManager.default.removeItem(at: file) }
            let lines = "candidate_id,company_name,role_title,status\n\(candidate),Bolt,Clerk,"
            try "\(lines)role_closed\n".write(to: file, atomically: true, encoding: .utf8)
            let imported = try await run("import_file.sh", file.path())
            #expect(imported.output == "1 imported\n", "\(imported.said)")
            try "\(lines)hired\n".write(to: file, atomically: true, encoding: .utf8)
            let bad = try await run("import_file.sh", file.path())
            #expect(bad.status != 0)
        }
    }
}
