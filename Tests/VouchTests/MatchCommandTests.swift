import Foundation
import ProgramKit
import Testing

/// Runs the program itself on the example that the repository ships.
@Suite struct MatchCommandTests {
    private static let examples = Program.root.appending(path: "Tests/Examples/match")

    private func vouch(_ arguments: [String]) async throws -> Program {
        try await Program.run(Program.built("vouch"), arguments, in: Self.examples)
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.examples.appending(path: name), encoding: .utf8)
    }

    @Test func `match ranks and explains the example`() async throws {
        let run = try await vouch([
            "match", "--profiles", "profiles.json", "--assignment", "assignment.json",
        ])
        #expect(run.status == 0)
        #expect(run.output == (try text("ranking.txt")))
    }

    @Test func `a candidate sees neither hidden pay nor the hidden requirement`() async throws {
        let run = try await vouch([
            "match", "--profiles", "profiles.json", "--assignment", "assignment.json",
            "--view", "candidate",
        ])
        #expect(run.output == (try text("candidates.txt")))
        #expect(!run.output.contains("compensation") && !run.output.contains("Team Leadership C2"))
    }

    @Test func `canonical JSON replays byte for byte and pins its inputs`() async throws {
        let command = [
            "match", "--profiles", "profiles.json", "--assignment", "assignment.json", "--json",
        ]
        let first = try await vouch(command)
        let lines = first.output.split(separator: "\n")
        #expect(try await vouch(command).output == first.output && lines.count == 4)
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
    func `what is wrong is named with its place`(profiles: String, complaint: String) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
        try Data(profiles.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let run = try await vouch([
            "match", "--profiles", file.path(), "--assignment", "assignment.json",
        ])
        #expect(run.status == 64)
        #expect(run.errors.contains(complaint), "\(run.errors)")
    }
}
