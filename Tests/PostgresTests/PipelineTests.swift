import Testing

@testable import Postgres

@Suite("The pipeline of one connection")
struct PipelineTests {
    typealias Line = Pipeline<String, Int>

    private func line(_ segments: (String, Line.Steps)...) -> Line {
        var line = Line()
        for (caller, steps) in segments {
            line.sent(Line.Segment(caller, steps: steps, sentAt: 0))
        }
        return line
    }

    @Test("Each Sync ends the segment in front, whose answer is the statement's own")
    func answersInOrder() throws {
        var line = line(("a", [.scope, .statement]), ("b", [.statement]))
        let events: [Line.Event] = [.success(1), .end, .success(2), .end, .sync]
        var finished: [Line.Segment] = []
        for event in events + [.success(3), .end, .sync] {
            if let segment = try line.receive(event) { finished.append(segment) }
        }
        #expect(finished.map(\.caller) == ["a", "b"])
        #expect(finished.map(\.answer) == [2, 3])
        #expect(line.isEmpty)
    }

    @Test("A failed step skips what follows, and only in its own segment")
    func failsAlone() throws {
        var line = line(("a", [.scope, .prepare, .statement]), ("b", [.statement]))
        _ = try line.receive(.failure(PostgresError(.invalidStatement)))
        _ = try line.receive(.end)
        for _ in 0..<2 {
            _ = try line.receive(.skipped)
            _ = try line.receive(.end)
        }
        let failed = try #require(try line.receive(.sync))
        #expect(failed.error?.reason == .invalidStatement)
        #expect(failed.undone == [.scope, .prepare, .statement])
        _ = try line.receive(.success(1))
        _ = try line.receive(.end)
        #expect(try line.receive(.sync)?.answer == 1)
    }

    @Test("An error at the Sync, where the commit happens, fails what had an answer")
    func failsAtCommit() throws {
        var line = line(("a", [.statement]))
        _ = try line.receive(.success(1))
        _ = try line.receive(.end)
        _ = try line.receive(.failure(PostgresError(.uniqueViolation)))
        let segment = try #require(try line.receive(.sync))
        #expect(segment.error?.reason == .uniqueViolation)
    }

    @Test("The first error is kept")
    func keepsFirstError() throws {
        var line = line(("a", [.scope, .statement]))
        _ = try line.receive(.failure(PostgresError(.deadlock)))
        _ = try line.receive(.failure(PostgresError(.connectionLost)))
        #expect(line.first?.error?.reason == .deadlock)
    }

    @Test("Answers that nobody asked for end the connection")
    func refusesNonsense() {
        var idle = Line()
        #expect(throws: Line.ProtocolViolation.self) { try idle.receive(.success(1)) }
        var early = line(("a", [.statement]))
        #expect(throws: Line.ProtocolViolation.self) { try early.receive(.sync) }
    }

    @Test("Giving up hands everything back in the order in which it was sent")
    func givesUpInOrder() {
        var line = line(("a", [.statement]), ("b", [.statement]), ("c", [.statement]))
        #expect(line.removeAll().map(\.caller) == ["a", "b", "c"])
        #expect(line.isEmpty)
    }
}
