import HTTP
import Synchronization

/// Asks a server for `/` as fast as one event loop can, over so many connections with so many
/// streams each, and prints the answers a second. `ask PORT CONNECTIONS STREAMS SECONDS`.
@main
struct Ask {
    static func main() async throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard numbers.count == 4 else { return print("ask PORT CONNECTIONS STREAMS SECONDS") }
        var limits = ClientLimits()
        limits.connectionsPerAddressMax = numbers[1]
        limits.streamsPerConnectionMax = numbers[2]
        let loops = LoopGroup(count: 1)
        let client = Client(on: loops)
        let service = Upstream("asked", at: [.init("127.0.0.1", numbers[0])], limits: limits)
        let answers = Atomic<Int>(0)
        let isOver = Atomic<Bool>(false)
        let started = ContinuousClock.now
        let end = started + .seconds(numbers[3])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<numbers[1] * numbers[2] {
                group.addTask(executorPreference: loops.executors[0]) {
                    let request = ClientRequest(.get, "/")
                    while !isOver.load(ordering: .relaxed) {
                        let response = try await client.send(
                            request,
                            to: service,
                            deadline: .after(.seconds(10))
                        )
                        guard response.status == .ok, try await response.collect().count > 0 else {
                            throw UnexpectedAnswer()
                        }
                        answers.add(1, ordering: .relaxed)
                    }
                }
            }
            group.addTask {
                try await Task.sleep(until: end)
                isOver.store(true, ordering: .relaxed)
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        print(Int(Double(answers.load(ordering: .relaxed)) / seconds))
    }
}

/// Neither 200 nor a body.
struct UnexpectedAnswer: Error {}
