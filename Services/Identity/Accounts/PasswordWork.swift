import Contract
import NIOPosix
import Synchronization
import Tokens
import Vocabulary

/// Hashes passwords on threads of their own, a bounded number at a time. Each takes a good part
/// of a second and 32 MiB: on an event loop it would hold up everybody.
final class PasswordWork: Sendable {
    /// Who comes behind so many would wait for many seconds, and is told to come back instead.
    static let waitingMax = 32

    private let threads: NIOThreadPool
    private let cost: PasswordHash.Cost
    private let waiting = Atomic<Int>(0)

    init(on threads: NIOThreadPool, cost: PasswordHash.Cost = .standard) {
        self.threads = threads
        self.cost = cost
    }

    /// Hashes a password that was chosen.
    func hash(_ password: Confidential) async throws -> PasswordHash {
        let cost = cost
        return try await run { try PasswordHash(of: password.text, cost: cost) }
    }

    /// Whether this is the password. Without a hash it is not, and to say so takes as long.
    func matches(_ password: Confidential, _ hash: PasswordHash?) async throws -> Bool {
        let cost = cost
        return try await run {
            guard let hash else {
                try PasswordHash.refuse(password.text, cost: cost)
                return false
            }
            return try hash.matches(password.text)
        }
    }

    /// A newer hash of the password, where the one that is stored is weaker than it should be.
    func stronger(than hash: PasswordHash, _ password: Confidential) async throws -> PasswordHash? {
        guard hash.isWeaker(than: cost) else { return nil }
        return try await self.hash(password)
    }

    private func run<Answer: Sendable>(
        _ work: @escaping @Sendable () throws -> Answer
    ) async throws -> Answer {
        let others = waiting.add(1, ordering: .relaxed).oldValue
        defer { waiting.subtract(1, ordering: .relaxed) }
        guard others < Self.waitingMax else { throw Refusal.unavailable(retryAfterSeconds: 1) }
        return try await threads.runIfActive(work)
    }
}
