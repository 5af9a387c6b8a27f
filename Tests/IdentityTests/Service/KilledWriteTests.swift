import Contract
import Postgres
import TestKit
import Testing
import Vocabulary

@testable import identity

@Suite("A write that is broken off in the middle")
struct KilledWriteTests {
    @Test("is there once, however often its connection is killed and its request is sent again")
    func killed() async throws {
        try await withBench { bench in
            let ours = try await bench.signUp()
            let create = CreateCandidate(fields: .full)
            for round in 0..<5 {
                // The write stops in its middle: the record is written, its words are waited for.
                let (write, wasKilled) = try await bench.schema.owner.transaction { transaction in
                    try await transaction.execute("LOCK TABLE candidate_words IN EXCLUSIVE MODE")
                    let write = Task {
                        try await bench.send(create, as: ours.token, key: "round-\(round)")
                    }
                    return (write, try await kill(bench))
                }
                #expect(wasKilled)
                let first = try? await write.value
                let again = try await bench.send(create, as: ours.token, key: "round-\(round)")
                if let first { #expect(first == again) }
                let count: Int = try await bench.schema.owner.row(
                    "SELECT count(*) FROM candidates"
                )
                #expect(count == round + 1)
                let events: Int = try await bench.schema.owner.row(
                    "SELECT count(*) FROM events WHERE type = 'candidate_created'"
                )
                #expect(events == round + 1)
            }
        }
    }

    /// Kills the connection that waits for the lock.
    private func kill(_ bench: Bench) async throws -> Bool {
        for _ in 0..<500 {
            let killed: Int = try await bench.schema.admin.row(
                """
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND usename = 'identity'
                    AND wait_event_type = 'Lock'
                """
            )
            if killed > 0 { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
