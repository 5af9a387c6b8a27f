@unsafe @preconcurrency import Dispatch
import Glibc
import NIOPosix
import Synchronization

/// The order to stop: SIGTERM, Ctrl-C, or the end of standard input. A second signal ends the
/// process at once.
final class StopOrder: Sendable {
    /// Who gave it.
    enum Giver: String {
        case terminate = "SIGTERM"
        case interrupt = "SIGINT"
        case standardInput = "end of standard input"
    }

    private let (orders, order) = AsyncStream<Giver>.makeStream()
    private let sources = Mutex<[any DispatchSourceSignal]>([])
    private let isGiven = Atomic<Bool>(false)
    private let input = NIOThreadPool(numberOfThreads: 1)

    init() {
        take(SIGTERM, .terminate)
        take(SIGINT, .interrupt)
    }

    /// The order is given when whoever holds the other end of standard input lets go.
    func watchStandardInput() {
        input.start()
        input.submit { [self] _ in
            while readLine() != nil {}
            give(.standardInput)
        }
    }

    /// Returns when the order has been given.
    func wait() async -> Giver {
        for await giver in orders { return giver }
        return .terminate
    }

    private func give(_ giver: Giver) {
        isGiven.store(true, ordering: .relaxed)
        order.yield(giver)
    }

    private func take(_ number: CInt, _ giver: Giver) {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler { [self] in
            if isGiven.load(ordering: .relaxed) { exit(1) }
            give(giver)
        }
        source.activate()
        sources.withLock { $0.append(source) }
    }
}
