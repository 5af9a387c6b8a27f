import Contract
import Crypto
import Vocabulary

/// Whoever runs the installation: knows a secret that is set where the service is started.
struct Operator: Sendable {
    private let digest: SHA256Digest?

    /// - Parameter token: the secret; without one there is no operator.
    init(token: Confidential?) {
        digest = token.map { SHA256.hash(data: Array($0.text.utf8)) }
    }

    /// Whether this is the secret. Digests are compared in constant time.
    func isProven(by token: Confidential?) -> Bool {
        guard let digest, let token else { return false }
        return SHA256.hash(data: Array(token.text.utf8)) == digest
    }
}
