import Contract
import Postgres
import ServiceKit
import Synchronization
import TestKit
import Testing
import Vocabulary

@testable import ServiceStore

@Suite("A reader of events hands each on, in their order, by one replica at a time")
struct EventReaderTests {
    /// What was delivered and skipped, by the numbers of the events.
    private final class Receiver: Sendable {
        struct Seen { var delivered: [Int] = [], skipped: [Int] = [] }

        let seen = Mutex(Seen())
        var delivered: [Int] { seen.withLock { $0.delivered } }
        var skipped: [Int] { seen.withLock { $0.skipped } }

        func take(_ event: KeptEvent) throws {
            let number = try event.payload(as: NoteMade.self).number
            seen.withLock { $0.delivered.append(number) }
        }
    }

    private func reader(
        _ test: TestStore,
        _ receiver: Receiver,
        atOnce: Int = 1
    ) -> EventReader {
        EventReader(
            "a test",
            of: ["note_made", "note_lost"],
            atOnce: atOnce,
            test.store.system
        ) { event, _ in
            let number = (try? event.payload(as: NoteMade.self).number) ?? -1
            receiver.seen.withLock { $0.skipped.append(number) }
        }
    }

    private func append(_ numbers: ClosedRange<UInt64>, to test: TestStore) async throws {
        for number in numbers {
            try await test.store.transaction(for: OrganizationID.test(2)) { transaction in
                try await transaction.append(event(number))
            }
        }
        try await EventPositions(test.store.system).assignAcrossTenants()
    }

    @Test("what is there already comes first, each once; what waits is counted")
    func order() async throws {
        try await withStore { test in
            let receiver = Receiver()
            let reader = reader(test, receiver)
            #expect(try await reader.readAcrossTenants(receiver.take) == 0)
            try await append(1...230, to: test)
            #expect(try await reader.waitingAcrossTenants() == 230)
            #expect(try await reader.readAcrossTenants(receiver.take) == 230)
            try await append(231...233, to: test)
            #expect(try await reader.waitingAcrossTenants() == 3)
            #expect(try await reader.readAcrossTenants(receiver.take) == 3)
            #expect(try await reader.readAcrossTenants(receiver.take) == 0)
            #expect(receiver.delivered == Array(1...233))
            #expect(try await reader.waitingAcrossTenants() == 0)
        }
    }

    @Test("of replicas one reads at a time, and each event is delivered once")
    func replicas() async throws {
        try await withStore { test in
            let receiver = Receiver()
            let readers = (0..<3).map { _ in reader(test, receiver) }
            try await append(1...40, to: test)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for reader in readers {
                    group.addTask {
                        for _ in 0..<20 {
                            try await reader.readAcrossTenants { event in
                                try await Task.sleep(for: .milliseconds(1))
                                try receiver.take(event)
                            }
                            try await Task.sleep(for: .milliseconds(5))
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(receiver.delivered == Array(1...40))
        }
    }

    @Test("one that is gone is followed by another, which begins behind what was delivered")
    func takenOver() async throws {
        try await withStore { test in
            let receiver = Receiver()
            let (first, second) = (reader(test, receiver), reader(test, receiver))
            try await append(1...6, to: test)
            let stopped = try await first.readAcrossTenants { event in
                try receiver.take(event)
                guard receiver.delivered.count == 3 else { return }
                // While the first holds it, there is nothing for others.
                #expect(try await second.readAcrossTenants(receiver.take) == 0)
                try await test.schema.admin.execute(
                    "UPDATE kitstore.event_readers SET held_until = now() - interval '1 s'"
                )
                // The third is not acknowledged yet, so it comes again.
                #expect(try await second.readAcrossTenants(receiver.take) == 4)
            }
            #expect(stopped == 3)
            #expect(receiver.delivered == [1, 2, 3, 3, 4, 5, 6])
            #expect(try await first.readAcrossTenants(receiver.take) == 0)
        }
    }

    @Test("who is away is waited for; what is refused for good is skipped")
    func refused() async throws {
        try await withStore { test in
            let receiver = Receiver()
            let reader = reader(test, receiver)
            try await append(1...5, to: test)
            let gone = Refusal(.notFound, "", reason: "no_such_note")
            let older = Refusal.notFound("There is no such path.")
            let answers: Mutex<[Int: [PeerError]]> = Mutex([
                2: [.unavailable(.identity), .timedOut(.identity), .refused(.identity, older)],
                3: [.refused(.identity, gone)],
                4: [.refused(.identity, .invalid([FieldError("a", "b", "c")]))],
            ])
            var failures = 0
            for _ in 0..<5 {
                do {
                    try await reader.readAcrossTenants { event in
                        let number = try event.payload(as: NoteMade.self).number
                        let error = answers.withLock { answers in
                            answers[number].flatMap { $0.isEmpty ? nil : $0[0] }.map { error in
                                answers[number]?.removeFirst()
                                return error
                            }
                        }
                        if let error { throw error }
                        try receiver.take(event)
                    }
                } catch {
                    failures += 1
                    // Whoever is next need not wait for the lease to end.
                    let isFree: Bool = try await test.schema.admin.row(
                        "SELECT held_until <= now() FROM kitstore.event_readers"
                    )
                    #expect(isFree)
                }
            }
            #expect(failures == 3)
            #expect(receiver.delivered == [1, 2, 5])
            #expect(receiver.skipped == [3, 4])
        }
    }

    @Test("some at once: each at least once, none passed over, and what is refused is skipped")
    func atOnce() async throws {
        try await withStore { test in
            let receiver = Receiver()
            let reader = reader(test, receiver, atOnce: 16)
            try await append(1...230, to: test)
            let together = Mutex((now: 0, most: 0))
            let tries = Mutex((0...).makeIterator())
            @Sendable func take(_ event: KeptEvent) async throws {
                together.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                try await Task.sleep(for: .milliseconds(5))
                together.withLock { $0.now -= 1 }
                let number = try event.payload(as: NoteMade.self).number
                if number == 20 {
                    let gone = Refusal(.notFound, "", reason: "no_such_note")
                    throw PeerError.refused(.identity, gone)
                }
                // Told again, one by one, it is there.
                if number == 100, tries.withLock({ $0.next() }) == 0 {
                    throw PeerError.unavailable(.identity)
                }
                try receiver.take(event)
            }
            #expect(try await reader.readAcrossTenants(take) == 230)
            #expect(Set(receiver.delivered) == Set(1...230).subtracting([20]))
            #expect(receiver.skipped == [20])
            #expect(together.withLock { $0.most } == 16)
            #expect(try await reader.waitingAcrossTenants() == 0)
        }
    }

    @Test("an event that its receiver fails on again and again is skipped in the end")
    func faults() async throws {
        try await withStore { test in
            let receiver = Receiver()
            let reader = reader(test, receiver)
            try await append(1...3, to: test)
            let fault = PeerError.refused(.identity, Refusal(.failed, ""))
            var tries = 0
            while receiver.skipped.isEmpty, tries <= EventReader.faultsMax {
                tries += 1
                _ = try? await reader.readAcrossTenants { event in
                    if try event.payload(as: NoteMade.self).number == 2 { throw fault }
                    try receiver.take(event)
                }
            }
            #expect(tries == EventReader.faultsMax)
            #expect(receiver.skipped == [2] && receiver.delivered == [1, 3])
        }
    }

    @Test("events of other types are passed over by the index of its own")
    func plan() async throws {
        try await withStore { test in
            try await append(1...3, to: test)
            try await test.schema.owner.execute(
                """
                INSERT INTO events (id, org_id, aggregate, aggregate_id, type, version, payload,
                    occurred_at, position)
                SELECT gen_random_uuid(), \(OrganizationID.test(2)), 'other', gen_random_uuid(),
                    'other_made', 1, '{}', now(), n + 3 FROM generate_series(1, 200000) AS n
                """
            )
            try await test.schema.owner.execute(
                """
                CREATE INDEX events_of_notes ON events (position)
                    WHERE position IS NOT NULL AND type IN ('note_made', 'note_lost')
                """
            )
            try await test.schema.owner.execute("ANALYZE events")
            let receiver = Receiver()
            let reader = reader(test, receiver)
            #expect(try await reader.readAcrossTenants(receiver.take) == 3)
            let clock = ContinuousClock()
            let took = try await clock.measure {
                for _ in 0..<20 { try await reader.readAcrossTenants(receiver.take) }
            }
            // Reading through two hundred thousand takes some 20 ms each time.
            #expect(took < .milliseconds(200), "\(took)")
        }
    }
}
