@unsafe @preconcurrency import Dispatch
import Glibc
import Guarded
import NIOPosix
import Synchronization

/// The order to stop: SIGTERM, Ctrl-C, a terminal that goes, or the end of standard input. A second
/// one of these signals ends the process at once.
public final class StopOrder: Sendable {
    /// Who gave it.
    public enum Giver: String, Sendable {
        /// A polite kill.
        case terminate = "SIGTERM"
        /// Ctrl-C.
        case interrupt = "SIGINT"
        /// The terminal has gone.
        case hangUp = "SIGHUP"
        /// Whoever held the other end has let go.
        case standardInput = "end of standard input"
    }

    private let (orders, order) = AsyncStream<Giver>.makeStream()
    private let sources = Guarded<[any DispatchSourceSignal]>([])
    private let isGiven = Atomic<Bool>(false)
    private let input = NIOThreadPool(numberOfThreads: 1)

    /// Takes the signals from the system, which would end the process on the spot.
    public init() {
        take(SIGTERM, .terminate)
        take(SIGINT, .interrupt)
        take(SIGHUP, .hangUp)
    }

    /// The order is given when whoever holds the other end of standard input lets go.
    func watchStandardInput() {
        input.start()
        input.submit { [self] _ in
            while readLine() != nil {}
            give(.standardInput)
        }
    }

    /// Returns when the order has been given, or when the task is cancelled.
    @discardableResult
    public func wait() async -> Giver {
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
