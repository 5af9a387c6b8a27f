import HTTP
import NIOConcurrencyHelpers
import Testing

/// What becomes of requests under way when connections, or servers, go away under load.
@Suite(.timeLimit(.minutes(2))) struct ClientLossTests {
    /// Connections die under load. What may be repeated is answered; what may not be is done at
    /// most once, and its caller is told when nobody knows.
    @Test func connectionsThatDieUnderLoadLoseNothingAndRepeatNothing() async throws {
        let seen = NIOLockedValueBox<[String: Int]>([:])
        try await withServer(
            limits: .internal,
            handler: { request in
                let key = "\(request.method.name) \(request.head.string)"
                seen.withLockedValue { $0[key, default: 0] += 1 }
                try? await Task.sleep(for: .milliseconds(3))
                return .json(Array(request.head.string.utf8))
            }
        ) { server in
            let relay = try await Relay(to: server.port)
            let cutter = Task {
                while !Task.isCancelled {
                    try await Task.sleep(for: .milliseconds(40))
                    relay.cut()
                }
            }
            try await withClient(loops: 2) { client in
                let service = Upstream(ports: relay.port) {
                    $0.attemptsMax = 50
                    $0.retryRatio = 50
                    $0.retryReserve = 10_000
                    $0.backoff = .milliseconds(2)
                    $0.ejection = .milliseconds(2)
                    $0.ejectionMax = .milliseconds(10)
                }
                let outcome = try await load(client, service)
                #expect(outcome.gets == 1_500)
                let counts = seen.withLockedValue { $0 }
                let posts = counts.filter { $0.key.hasPrefix("POST") }
                #expect(posts.values.allSatisfy { $0 == 1 })
                // Whoever was answered was served; whoever was told so, was not.
                #expect(outcome.answered.allSatisfy { posts["POST \($0)"] == 1 })
                #expect(outcome.untouched.allSatisfy { posts["POST \($0)"] == nil })
                #expect(outcome.answered.count + outcome.unknown + outcome.untouched.count == 500)
                #expect(await client.counters(of: service).retries > 0)
                #expect(outcome.unknown > 0)
            }
            cutter.cancel()
            try await relay.close()
        }
    }

    /// What callers were told.
    private final class Outcome: Sendable {
        private let state = NIOLockedValueBox<
            (gets: Int, answered: [String], untouched: [String], unknown: Int)
        >(
            (0, [], [], 0)
        )

        var gets: Int { state.withLockedValue { $0.gets } }
        var answered: [String] { state.withLockedValue { $0.answered } }
        var untouched: [String] { state.withLockedValue { $0.untouched } }
        var unknown: Int { state.withLockedValue { $0.unknown } }

        func got() { state.withLockedValue { $0.gets += 1 } }

        func posted(_ target: String) { state.withLockedValue { $0.answered.append(target) } }

        func failed(_ target: String, _ error: ClientError) {
            state.withLockedValue {
                if error.mayHaveBeenProcessed {
                    $0.unknown += 1
                } else {
                    $0.untouched.append(target)
                }
            }
        }
    }

    /// Twenty callers, one POST after three GETs.
    private func load(_ client: Client, _ service: Upstream) async throws -> Outcome {
        let outcome = Outcome()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<20 {
                group.addTask {
                    for step in 0..<100 {
                        let target = "/\(lane)/\(step)"
                        if step % 4 == 3 {
                            try await Self.post(target, client, service, outcome)
                        } else {
                            let text = try await client.get(target, from: service).text()
                            #expect(text == target)
                            outcome.got()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        return outcome
    }

    private static func post(
        _ target: String,
        _ client: Client,
        _ service: Upstream,
        _ outcome: Outcome
    ) async throws {
        do {
            let response = try await client.send(
                .json(.post, target, []),
                to: service,
                deadline: .after(.seconds(30))
            )
            let text = try await response.text()
            #expect(text == target)
            outcome.posted(target)
        } catch let error as ClientError {
            outcome.failed(target, error)
        }
    }

    /// A server that goes away politely loses nothing, whatever the method.
    @Test func aServerThatDrainsUnderLoadLosesNothing() async throws {
        let seen = NIOLockedValueBox<[String: Int]>([:])
        let handler: Handler = { request in
            seen.withLockedValue { $0[request.head.string, default: 0] += 1 }
            try? await Task.sleep(for: .milliseconds(3))
            return .json(Array(request.head.string.utf8))
        }
        try await withServer(handler: handler) { staying in
            try await withServer(handler: handler) { going in
                try await withClient { client in
                    let service = Upstream(ports: going.port, staying.port)
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for lane in 0..<16 {
                            group.addTask {
                                for step in 0..<60 {
                                    let target = "/\(lane)/\(step)"
                                    let response = try await client.send(
                                        .json(.post, target, []),
                                        to: service,
                                        deadline: .after(.seconds(10))
                                    )
                                    let text = try await response.text()
                                    #expect(text == target)
                                }
                            }
                        }
                        group.addTask {
                            try await Task.sleep(for: .milliseconds(80))
                            try await going.drain()
                        }
                        try await group.waitForAll()
                    }
                    let counts = seen.withLockedValue { $0 }
                    #expect(counts.count == 960)
                    #expect(counts.values.allSatisfy { $0 == 1 })
                }
            }
        }
    }
}
