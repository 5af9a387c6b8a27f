import Synchronization
import Tokens

/// Whom a program believes: its verifier, and whether that knows enough to say no.
final class Trust: Sendable {
    let verifier: TokenVerifier
    private let isComplete: Atomic<Bool>
    /// Rung when a token names a key that is not known.
    let bell = Bell()

    /// - Parameter isComplete: whether nothing has to be fetched: identity feeds its own.
    init(_ verifier: TokenVerifier, isComplete: Bool) {
        self.verifier = verifier
        self.isComplete = Atomic(isComplete)
    }

    struct NotReady: Error {}

    /// Whether identity's keys are known, and who was cut off.
    var isReady: Bool { isComplete.load(ordering: .acquiring) }

    /// Identity's keys, from now on.
    func trustIdentity(_ keys: [VerificationKey]) {
        verifier.trustIdentity(keys)
        isComplete.store(true, ordering: .releasing)
    }

    /// A token named a key that is not known.
    func unknownKey() { bell.ring() }
}
