import Contract
import NIOCore
import NIOPosix
import Synchronization

/// Threads for work that blocks or takes long, such as password hashing, with a bounded line.
public final class BlockingWork: Sendable {
    /// Hashing a password takes about 50 ms: at two threads, the last of 64 waits 1.6 s.
    public static let waitingMax = 64

    private let pool: NIOThreadPool
    private let waiting = Atomic<Int>(0)

    init(threads: Int = System.coreCount) {
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
    }

    /// How many are at work or in line.
    public var load: Int { waiting.load(ordering: .relaxed) }

    /// Runs `body` on one of the threads.
    /// - Throws: what `body` throws; `Refusal.unavailable` where the line is full.
    public func run<Answer: Sendable>(
        _ body: @escaping @Sendable () throws -> Answer
    ) async throws -> Answer {
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.waitingMax else {
            throw Refusal.unavailable(retryAfterSeconds: 1)
        }
        return try await pool.runIfActive(body)
    }

    func end() async { try? await pool.shutdownGracefully() }
}
