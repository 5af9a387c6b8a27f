import NIOCore
import NIOPosix

/// Event loops, each a thread, and for each the executor that runs tasks on it.
public struct LoopGroup: Sendable {
    public let executors: [LoopExecutor]
    private let group: MultiThreadedEventLoopGroup

    /// One loop a core, for the whole process. Never shut down.
    public static let shared = LoopGroup(count: System.coreCount)

    /// - Parameter count: event loops, 1 or more.
    public init(count: Int) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, count))
        executors = group.makeIterator().map { LoopExecutor($0) }
    }

    /// The executor of the loop that this code runs on, or nil elsewhere.
    public var current: LoopExecutor? {
        guard let loop = MultiThreadedEventLoopGroup.currentEventLoop else { return nil }
        return executors.first { $0.eventLoop === loop }
    }

    /// Ends the threads. Nothing may use the loops any more.
    public func shutDown() async throws { try await group.shutdownGracefully() }
}
