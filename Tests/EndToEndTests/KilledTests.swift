import Contract
import Foundation
import Glibc
import HTTP
import Postgres
import ProgramKit
import Testing
import Vocabulary

extension EndToEnd {
    /// Every acknowledged write is there, and once, whatever is killed when: each writer repeats a
    /// write under its key until it is acknowledged, as a careful client does.
    @Test(arguments: ["identity", "identity.2", "gateway"])
    func `Writes are durable and happen once under kill -9`(program: String) async throws {
        let vouch = try #require(Self.vouch)
        let (visitor, _) = try await vouch.administrator(of: "Killed")
        let writers = Writers(visitor: visitor)
        let rounds = 10
        let acknowledged = try await withThrowingTaskGroup(of: [String: CandidateID].self) {
            group in
            for writer in 0..<4 { group.addTask { try await writers.write(as: writer) } }
            for _ in 0..<rounds {
                try await Task.sleep(for: .milliseconds(Int.random(in: 50...300)))
                let pid = try #require(try await vouch.status()[program]?.pid)
                kill(pid, SIGKILL)
                _ = try await vouch.restarted(program, after: pid, within: .seconds(30))
            }
            writers.stop()
            return try await group.reduce(into: [:]) { all, some in all.merge(some) { $1 } }
        }
        #expect(acknowledged.count > rounds, "hardly anything was written")
        let there = try await everyCandidate(visitor)
        for (name, id) in acknowledged {
            #expect(
                there[name] == [id],
                "\(name): acknowledged as \(id), there \(there[name] ?? [])"
            )
        }
        let twice = there.filter { $0.value.count > 1 }
        #expect(twice.isEmpty, "written more than once")
    }

    /// All candidates of the visitor's organization, by name.
    private func everyCandidate(_ visitor: Visitor) async throws -> [String: [CandidateID]] {
        var found: [String: [CandidateID]] = [:]
        var cursor: Cursor?
        repeat {
            let page = try await visitor.send(ListCandidates(cursor: cursor, limit: 200))
            for item in page.items { found[item.name, default: []].append(item.id) }
            cursor = page.nextCursor
        } while cursor != nil
        return found
    }

    /// The longest that a caller waits, refused or served, is the time until it is back.
    @Test func `PostgreSQL restarted under load: honest answers, and back in three seconds`()
        async throws
    {
        let vouch = try #require(Self.vouch)
        let (visitor, _) = try await vouch.administrator(of: "Restarted")
        let candidate = try await visitor.send(
            CreateCandidate(fields: CandidateFields(name: "Ada Byron"))
        )
        let before = try await postmaster(vouch)
        let outages = try await withThrowingTaskGroup(of: Outage.self) { group in
            let end = ContinuousClock.now + .seconds(8)
            for _ in 0..<8 {
                group.addTask {
                    var outage = Outage()
                    while ContinuousClock.now < end {
                        let began = ContinuousClock.now
                        let reply = try await visitor.reply(to: GetCandidate(id: candidate.id))
                        outage.answered(reply.status, began)
                    }
                    return outage
                }
            }
            try await Task.sleep(for: .seconds(1))
            // As after a crash; `vouch up` starts it again.
            kill(before, SIGQUIT)
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(try await postmaster(vouch) != before, "it was not restarted")
        for outage in outages {
            #expect(outage.statuses.isSubset(of: [200, 503]), "\(outage.statuses)")
            #expect(outage.longest < .seconds(3))
        }
    }

    /// What one caller saw: from the last answer of 200 before to the first after.
    private struct Outage {
        var statuses: Set<Int> = []
        var longest = Duration.zero
        private var lastServed = ContinuousClock.now

        mutating func answered(_ status: Int, _ began: ContinuousClock.Instant) {
            statuses.insert(status)
            guard status == 200 else { return }
            longest = max(longest, ContinuousClock.now - lastServed)
            lastServed = .now
        }
    }

    /// The server's process.
    private func postmaster(_ vouch: RunningVouch) async throws -> pid_t {
        let run = try await Program.shell(
            "head -1 \"$(find '\(vouch.home)/postgres' -name postmaster.pid)\""
        )
        return try #require(pid_t(run.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    @Test func `A rolling restart of identity fails no request`() async throws {
        let vouch = try #require(Self.vouch)
        let (visitor, _) = try await vouch.administrator(of: "Rolling")
        let candidate = try await visitor.send(
            CreateCandidate(fields: CandidateFields(name: "Ada Byron"))
        )
        let isOver = Flag()
        let failures = try await withThrowingTaskGroup(of: [Int].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var failures: [Int] = []
                    while !isOver.isSet {
                        let status = try await visitor.reply(to: GetCandidate(id: candidate.id))
                            .status
                        if status != 200 { failures.append(status) }
                    }
                    return failures
                }
            }
            for name in ["identity", "identity.2"] {
                let pid = try #require(try await vouch.status()[name]?.pid)
                kill(pid, SIGTERM)
                _ = try await vouch.restarted(name, after: pid, within: .seconds(45))
            }
            isOver.set()
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(failures == [])
    }
}
