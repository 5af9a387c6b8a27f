import Vocabulary

/// Which key may speak for whom. A key of identity signs what users, persons and candidates
/// carry; a service's own key signs only calls of that service.
struct TrustedKeys {
    enum Owner: Hashable {
        case identity
        case service(Service)

        /// The `iss` of what this owner signs.
        var issuer: String {
            switch self {
            case .identity: TokenIssuer.name
            case .service(let service): service.rawValue
            }
        }

        func signs(_ type: TokenType) -> Bool {
            switch self {
            case .identity: type != .service
            case .service: type == .service
            }
        }
    }

    struct Trusted {
        let key: VerificationKey
        let owner: Owner
    }

    private var keys: [String: Trusted] = [:]

    subscript(id: String) -> Trusted? { keys[id] }

    /// Replaces all keys of one owner and says which are no longer trusted. A key that belongs
    /// to another owner already stays with it: a service cannot be given identity's key.
    mutating func replace(_ owner: Owner, with new: [VerificationKey]) -> [String] {
        let old = keys.filter { $0.value.owner == owner }.keys
        for id in old { keys[id] = nil }
        for key in new where keys[key.id] == nil {
            keys[key.id] = Trusted(key: key, owner: owner)
        }
        return old.filter { keys[$0] == nil }
    }
}
