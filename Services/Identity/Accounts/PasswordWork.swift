import ServiceKit
import Tokens
import Vocabulary

/// Hashes passwords beside the event loops, a bounded number at a time. Each takes a good part of
/// a second and 32 MiB: on an event loop it would hold up everybody.
struct PasswordWork: Sendable {
    private let blocking: BlockingWork
    private let cost: PasswordHash.Cost

    init(on blocking: BlockingWork, cost: PasswordHash.Cost = .standard) {
        self.blocking = blocking
        self.cost = cost
    }

    /// Hashes a password that was chosen.
    func hash(_ password: Confidential) async throws -> PasswordHash {
        let cost = cost
        return try await blocking.run { try PasswordHash(of: password.text, cost: cost) }
    }

    /// Whether this is the password. Without a hash it is not, and to say so takes as long.
    func matches(_ password: Confidential, _ hash: PasswordHash?) async throws -> Bool {
        let cost = cost
        return try await blocking.run {
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
}
