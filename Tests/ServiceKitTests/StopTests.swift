import Contract
import HTTP
import NIOConcurrencyHelpers
import Testing
import Vocabulary

@testable import ServiceKit

@Suite("A program stops without dropping anything", .serialized)
struct StopTests {
    @Sendable private static func slowRoutes(_ runtime: Runtime) -> [any Handling] {
        [
            Handle(MakeGreeting.self) { (_: MakeGreeting, _: Call) in
                Greeting(text: "", version: 1)
            },
            Handle(GetWeather.self) { (_: GetWeather, _: Call) in
                try? await Task.sleep(for: .milliseconds(30))
                return Weather(sky: "blue")
            },
        ]
    }

    @Test("one of two replicas goes under load: no request fails")
    func rolling() async throws {
        let keys = try await TestKeys()
        defer { keys.remove() }
        var programs: [RunningProgram] = []
        let silence = Surroundings(
            environment: environment(keys, ["VOUCH_STOP_GRACE": "200ms"]),
            log: { _ in }
        )
        for _ in 0..<2 {
            programs.append(
                try await RunningProgram.start(
                    .identity,
                    in: silence,
                    answering: talentOperations
                ) { runtime in Self.slowRoutes(runtime) }
            )
        }
        let client = Client()
        let upstream = Upstream(
            "test",
            at: programs.map { Upstream.Address("127.0.0.1", $0.port) }
        )
        let failures = NIOLockedValueBox<[String]>([])
        let answered = NIOLockedValueBox(0)
        let isOver = NIOLockedValueBox(false)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<32 {
                group.addTask {
                    while !isOver.withLockedValue({ $0 }) {
                        do {
                            let response = try await client.send(
                                ClientRequest(.get, "/weather"),
                                to: upstream,
                                deadline: .after(.seconds(10))
                            )
                            let status = response.status.code
                            if status == 200 {
                                answered.withLockedValue { $0 += 1 }
                            } else {
                                failures.withLockedValue { $0.append("\(status)") }
                            }
                        } catch {
                            failures.withLockedValue { $0.append("\(error)") }
                        }
                    }
                }
            }
            try? await Task.sleep(for: .milliseconds(500))
            await programs[0].stop()
            let before = answered.withLockedValue { $0 }
            try? await Task.sleep(for: .milliseconds(500))
            isOver.withLockedValue { $0 = true }
            await group.waitForAll()
            #expect(answered.withLockedValue { $0 } > before)
        }
        #expect(failures.withLockedValue { $0 } == [])
        await client.close()
        await programs[1].stop()
    }

    @Test("it says that it is not ready, then ends what is under way, then what was asked for")
    func order() async throws {
        let order = NIOLockedValueBox<[String]>([])
        let note: @Sendable (String) -> Void = { word in order.withLockedValue { $0.append(word) } }
        try await withProgram(
            settings: ["VOUCH_STOP_GRACE": "300ms"],
            Self.slowRoutes
        ) { test in
            test.program.runtime.onStop { note("first") }
            test.program.runtime.onStop { note("last") }
            test.program.runtime.background("humming", every: .seconds(1)) {
                do { try await Task.sleep(for: .seconds(60)) } catch {
                    note("background")
                    throw error
                }
            }
            #expect(try await test.send(.get, "/readyz").response.status.code == 200)
            let stopping = Task { await test.program.stop() }
            let isUnready = try await eventually(within: .milliseconds(280)) {
                let (response, body) = try await test.send(.get, "/readyz")
                return response.status.code == 503 && body.contains("stopping")
            }
            #expect(isUnready)
            await stopping.value
        }
        #expect(order.withLockedValue { $0 } == ["background", "last", "first"])
    }

    @Test("all listeners drain at the same time")
    func together() async throws {
        let keys = try await TestKeys()
        defer { keys.remove() }
        let draining = NIOLockedValueBox(0)
        let quiet = Surroundings(environment: environment(keys), log: { _ in })
        let program = try await RunningProgram.startServers(.identity, in: quiet) { _ in
            (0..<3).map { _ in Companionable(draining: draining) }
        }
        await program.stop()
        #expect(draining.withLockedValue { $0 } == 3)
    }

    /// Has drained once three of its kind are at it, and waits for that no longer than it must.
    private struct Companionable: Listening {
        let port = 0
        let draining: NIOLockedValueBox<Int>

        func drain(grace: Duration) async throws {
            draining.withLockedValue { $0 += 1 }
            let areThree = try await eventually { draining.withLockedValue { $0 } == 3 }
            #expect(areThree, "one drains after the other")
        }
    }

    @Test("what runs beside the requests goes on after a failure, which is counted")
    func background() async throws {
        struct Stumble: Error {}
        let runs = NIOLockedValueBox(0)
        try await withProgram(Self.slowRoutes) { test in
            test.program.runtime.background("stumbling", every: .milliseconds(10)) {
                let run = runs.withLockedValue { runs in
                    runs += 1
                    return runs
                }
                if run <= 3 { throw Stumble() }
            }
            let goesOn = try await eventually { runs.withLockedValue { $0 } > 6 }
            #expect(goesOn)
            let metrics = await test.program.runtime.metrics.text()
            #expect(metrics.contains(#"vouch_background_failures_total{task="stumbling"} 3"#))
            #expect(test.log.text.contains("stumbling failed"))
        }
    }

    @Test("blocking work has threads of its own and a line that is bounded")
    func blocking() async throws {
        try await withProgram(Self.slowRoutes) { test in
            let gate = NIOLockedValueBox(false)
            let blocking = test.program.runtime.blocking
            let outcomes = await withTaskGroup(of: Refusal.Code?.self) { group in
                for _ in 0..<BlockingWork.waitingMax + 20 {
                    group.addTask {
                        do {
                            try await blocking.run {
                                while !gate.withLockedValue({ $0 }) { sleepShortly() }
                            }
                            return nil
                        } catch {
                            return (error as? Refusal)?.code
                        }
                    }
                }
                var refused: [Refusal.Code?] = []
                for _ in 0..<20 { refused.append(await group.next() ?? nil) }
                // Requests go on meanwhile.
                let status = try? await test.send(.get, "/weather").response.status.code
                #expect(status == 200)
                gate.withLockedValue { $0 = true }
                for await outcome in group { refused.append(outcome) }
                return refused
            }
            #expect(outcomes.prefix(20).allSatisfy { $0 == .unavailable })
            #expect(outcomes.dropFirst(20).allSatisfy { $0 == nil })
        }
    }
}
