import Contract
import Foundation
import Logging
import NIOConcurrencyHelpers
import Testing
import Vocabulary

@testable import ServiceKit

@Suite("The log is one JSON object a line, and holds up nobody")
struct LogTests {
    private struct Gossip: Error { let about = "ada@example.com" }
    private struct Known: Refusable, CustomStringConvertible {
        var refusal: Refusal { .notFound() }
        var description: String { "known" }
    }

    private func logged(_ body: (Logger) -> Void) async throws -> [[String: String]] {
        let book = LogBook()
        let sink = LogSink(to: book.take)
        body(
            Logger(label: "talent") { _ in
                JSONLog(logLevel: .info, service: "talent", sink: sink)
            }
        )
        await sink.close()
        return try book.entries()
    }

    @Test("whatever is logged is one line of JSON")
    func lines() async throws {
        let nasty = "a\"b\\c\nd\u{1}e\u{7F}ü🎈" + String(repeating: "é", count: 5_000)
        let entries = try await logged { log in
            log.info("\(nasty)", metadata: ["what": "\(nasty)", "b": ["x", "y"]])
            log.debug("unseen")
        }
        #expect(entries.count == 1)
        let entry = try #require(entries.first)
        #expect(entry["level"] == "info" && entry["service"] == "talent")
        #expect(entry["message"]?.hasPrefix("a\"b\\c\nd\u{1}e\u{7F}ü🎈ééé") == true)
        #expect(entry["what"]?.count ?? 0 <= 1_024)
        #expect(entry["at"].flatMap { Instant($0) } != nil)
    }

    @Test("errors that are not ours are logged by their type, never by their text")
    func errors() async throws {
        let entries = try await logged { log in
            log.error("failed", error: Gossip())
            log.error("failed", error: Known())
        }
        #expect(entries.map { $0["error"] } == ["Gossip", "known"])
    }

    @Test("a reader that does not read holds up nobody; what it misses is counted")
    func slowReader() async throws {
        let gate = DispatchSemaphore(value: 0)
        let isReading = NIOLockedValueBox(false)
        let sink = LogSink { _ in
            isReading.withLockedValue { $0 = true }
            gate.wait()
        }
        sink.append([0x0A])
        while !isReading.withLockedValue({ $0 }) { try await Task.sleep(for: .milliseconds(1)) }
        let line = [UInt8](repeating: 0x61, count: 64 * 1_024)
        let began = ContinuousClock.now
        for _ in 0..<200 { sink.append(line) }
        #expect(ContinuousClock.now - began < .seconds(1))
        // 128 × 64 KiB are the 8 MiB that wait.
        #expect(sink.lostLines == 72)
        for _ in 0..<10 { gate.signal() }
        await sink.close()
    }

    @Test("nothing that was taken is lost at the end")
    func closing() async throws {
        let count = NIOLockedValueBox(0)
        let sink = LogSink { bytes in
            Thread.sleep(forTimeInterval: 0.02)
            count.withLockedValue { $0 += bytes.count }
        }
        for _ in 0..<1_000 { sink.append([1, 2, 3]) }
        await sink.close()
        #expect(count.withLockedValue { $0 } == 3_000)
    }
}
