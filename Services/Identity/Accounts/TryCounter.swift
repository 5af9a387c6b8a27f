import Contract
import Postgres
import ServiceKit
import Vocabulary

/// Counts tries, for all replicas together, and refuses those that are too many.
struct TryCounter: Sendable {
    let database: Postgres
    let now: @Sendable () -> Instant

    /// Counts a try of each subject, and of the caller's network address.
    func count(_ subjects: [TryLimit.Subject], _ call: Call) async throws {
        let address = call.remoteAddress.map { TryLimit.Subject.address(NetworkAddress($0)) }
        for subject in [address].compactMap(\.self) + subjects {
            if let wait = try await refusal(of: subject) {
                throw Refusal.tooManyTries(wait: wait)
            }
        }
    }

    /// Counts a try of the caller's network address.
    func count(_ call: Call) async throws {
        try await count([], call)
    }

    /// Counts a try.
    ///
    /// - Returns: how long to wait where it is one too many.
    func refusal(of subject: TryLimit.Subject) async throws -> Duration? {
        try await TryStore(database).refusal(of: subject, subject.limit, at: now())
    }
}
