import Foundation
import Testing

/// Runs the program itself on the example that the repository ships.
@Suite struct MatchCommandTests {
    private static let examples = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Examples/match")

    private struct Run {
        let status: Int32
        let output: String
        let errors: String
    }

    /// The program lies next to the test bundle.
    private func vouch(_ arguments: String...) throws -> Run {
        let process = Process()
        process.executableURL = URL(filePath: ProcessInfo.processInfo.arguments[0])
            .deletingLastPathComponent().appending(path: "vouch")
        process.arguments = arguments
        process.currentDirectoryURL = Self.examples
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus,
            output: String(decoding: printed, as: UTF8.self),
            errors: String(decoding: complaints, as: UTF8.self)
        )
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.examples.appending(path: name), encoding: .utf8)
    }

    @Test func `match ranks and explains the example`() throws {
        let run = try vouch(
            "match",
            "--profiles",
            "profiles.json",
            "--assignment",
            "assignment.json"
        )
        #expect(run.status == 0)
        #expect(run.output == (try text("ranking.txt")))
    }

    @Test func `a candidate's view shows neither hidden pay nor the hidden requirement`() throws {
        let run = try vouch(
            "match",
            "--profiles",
            "profiles.json",
            "--assignment",
            "assignment.json",
            "--view",
            "candidate"
        )
        #expect(run.output == (try text("candidates.txt")))
        #expect(!run.output.contains("compensation") && !run.output.contains("Team Leadership C2"))
    }

    @Test func `canonical JSON replays byte for byte and pins its inputs`() throws {
        let arguments = (0..<2).map { _ in
            try? vouch(
                "match",
                "--profiles",
                "profiles.json",
                "--assignment",
                "assignment.json",
                "--json"
            )
        }
        let lines = try #require(arguments[0]).output.split(separator: "\n")
        #expect(arguments[0]?.output == arguments[1]?.output && lines.count == 4)
        for line in lines {
            let explanation = try #require(
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            )
            let pins = try #require(explanation["pins"] as? [String: String])
            #expect(pins["inputs"]?.count == 64 && pins["as_of"] == "2025-10-29")
        }
    }

    @Test(
        arguments: [
            (
                #"[{"name":"x","skills":[{"skill":"Kubernets","level":"C3"}]}]"#,
                "profiles[0].skills[0].skill: no skill is called Kubernets."
            ),
            (
                #"[{"name":"x","skills":[{"skill":"Go","level":"B2"}]}]"#,
                "profiles[0].skills[0].level: B2 is not C1 to C5."
            ),
            (
                #"[{"name":"x","skills":[{"skill":"Go","level":"C1","last_usd":"now"}]}]"#,
                "[0].skills.[0].last_usd is not a known member."
            ),
            (
                #"[{"name":"x","skills":[{"skill":"Go","level":"C1","impact":2}]}]"#,
                "impact is out of range"
            ),
            (#"[{"skills":[]}]"#, "lacks name"),
            ("{", "not the JSON that is expected"),
        ]
    )
    func `what is wrong is named with its place`(profiles: String, complaint: String) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
        try Data(profiles.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let run = try vouch(
            "match",
            "--profiles",
            file.path(),
            "--assignment",
            "assignment.json"
        )
        #expect(run.status == 64)
        #expect(run.errors.contains(complaint), "\(run.errors)")
    }
}
