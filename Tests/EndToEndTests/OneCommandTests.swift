import Contract
import Foundation
import Glibc
import ProgramKit
import Testing
import Vocabulary

/// `vouch up` and its companions.
@Suite(.serialized)
struct OneCommandTests {
    @Test func `The tour in README works as it is written`() async throws {
        let tour = try Self.tour()
        try await RunningVouch.run { vouch in
            // As pasted, but for the address: the README's gateway is on 8080.
            let script =
                tour
                .replacing("localhost:8080", with: "localhost:\(vouch.gatewayPort)")
                .replacing(".build/release/vouch", with: Program.built("vouch"))
                .replacing("vouch token", with: "vouch token --home \(vouch.home)")
            let run = try await Program.shell(script)
            #expect(run.status == 0, "\(run.said)")
            for promised in ["\"Ada Byron\"", "\"analytical engines\"", "precondition_failed"] {
                #expect(run.output.contains(promised), "\(promised) in \(run.output)")
            }
        }
    }

    /// The commands of README's section, in order.
    private static func tour() throws -> String {
        let readme = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        let section = try #require(
            text.split(separator: "## A tour").last?.split(separator: "\n## ").first
        )
        let blocks = section.split(separator: "```sh\n").dropFirst().compactMap {
            $0.split(separator: "```").first
        }
        return blocks.joined(separator: "\n")
    }

    @Test func `Nothing outlives vouch up, even when it is killed`() async throws {
        let home = FileManager.default.temporaryDirectory
            .appending(path: "vouch-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: home) }
        let script = """
            '\(Program.built("vouch"))' up --home '\(home)' --port 0 --quiet >/dev/null 2>&1 &
            up=$!
            for i in $(seq 600); do
                '\(Program.built("vouch"))' status --home '\(home)' >/dev/null && break
                sleep 0.1
            done
            '\(Program.built("vouch"))' status --json --home '\(home)'
            kill -9 $up
            """
        let run = try await Program.shell(script, seconds: 200)
        let status = try JSONDecoder().decode(
            RunningVouch.Status.self,
            from: Data((run.output.split(separator: "\n").first ?? "").utf8)
        )
        let pids = status.programs.compactMap(\.pid)
        #expect(pids.count == 6)
        let end = ContinuousClock.now + .seconds(45)
        while pids.contains(where: { kill($0, 0) == 0 }), ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(pids.filter { kill($0, 0) == 0 } == [])
        let down = try await Program.run(Program.built("vouch"), ["down", "--home", home])
        #expect(down.output == "Nothing runs here.\n")
    }

    @Test func `A second start finds what the first one wrote`() async throws {
        let home = FileManager.default.temporaryDirectory
            .appending(path: "vouch-\(UUID().uuidString.prefix(8))").path
        defer { try? FileManager.default.removeItem(atPath: home) }
        var ids: [CandidateID] = []
        for _ in 0..<2 {
            ids = try await RunningVouch.run(in: home) { vouch in
                let run = try await Program.run(Program.built("vouch"), ["token", "--home", home])
                #expect(run.status == 0, "\(run.said)")
                let token = run.output.trimmingCharacters(in: .whitespacesAndNewlines)
                let visitor = Visitor(vouch: vouch, token: token)
                let there = try await visitor.send(ListCandidates()).items.map(\.id)
                let made = try await visitor.send(
                    CreateCandidate(fields: CandidateFields(name: "Ada Byron"))
                )
                return there + [made.id]
            }
        }
        #expect(ids.count == 2)
    }
}
