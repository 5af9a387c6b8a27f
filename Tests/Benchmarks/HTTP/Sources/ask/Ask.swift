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
        let service = Upstream("asked", at: [.init("127.0.0.1", numbers[0])], limits: limits)
        let asking = Asking(Client(on: loops), service)
        let started = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<numbers[1] * numbers[2] {
                group.addTask(executorPreference: loops.executors[0]) { try await asking.go() }
            }
            try await Task.sleep(for: .seconds(numbers[3]))
            asking.stop()
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        print(Int(Double(asking.answers) / seconds))
    }
}

/// Asks until it is stopped, and counts the answers.
final class Asking: Sendable {
    private let client: Client
    private let service: Upstream
    private let count = Atomic<Int>(0)
    private let isOver = Atomic<Bool>(false)

    init(_ client: Client, _ service: Upstream) {
        self.client = client
        self.service = service
    }

    var answers: Int { count.load(ordering: .relaxed) }

    func stop() { isOver.store(true, ordering: .relaxed) }

    func go() async throws {
        let request = ClientRequest(.get, "/")
        while !isOver.load(ordering: .relaxed) {
            let deadline = Deadline.after(.seconds(10))
            let response = try await client.send(request, to: service, deadline: deadline)
            guard response.status == .ok, try await response.collect().count > 0 else {
                throw UnexpectedAnswer()
            }
            count.add(1, ordering: .relaxed)
        }
    }
}

/// Neither 200 nor a body.
struct UnexpectedAnswer: Error {}
