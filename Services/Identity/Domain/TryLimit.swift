import Contract
import Vocabulary

/// How often something may be tried within a time that moves along.
struct TryLimit: Hashable {
    /// Whose tries are counted together.
    enum Subject: Hashable {
        /// Passwords for one account, whether it exists or not.
        case passwords(EmailAddress)
        /// Links sent to one mailbox, whether an account has it or not.
        case links(EmailAddress)
        /// Everything that can be guessed at, from one address of the network.
        case address(NetworkAddress)

        /// One text for each; what is stored is its hash.
        var text: String {
            switch self {
            case .passwords(let email): "passwords \(email.key)"
            case .links(let email): "links \(email.key)"
            case .address(let address): "address \(address.text)"
            }
        }

        /// What is allowed.
        var limit: TryLimit {
            switch self {
            case .passwords: TryLimit(count: 5, window: .seconds(60))
            case .links: TryLimit(count: 5, window: .seconds(900))
            case .address: TryLimit(count: 30, window: .seconds(60))
            }
        }
    }

    /// How many tries.
    let count: Int
    /// Within how long; `Self.windowMax` at most.
    let window: Duration

    /// Older tries are forgotten.
    static let windowMax: Duration = .seconds(900)
}

extension Refusal {
    /// Too many tries.
    static func tooManyTries(wait: Duration) -> Refusal {
        var refusal = Refusal(.rateLimited, "Too many tries; wait a little.")
        refusal.retryAfterSeconds = max(1, Int(wait.components.seconds) + 1)
        return refusal
    }
}
