import Vocabulary

/// The types of token there are. Each has a `typ` of its own (RFC 8725 §3.11), so that none can
/// be used in another's place, and a longest life.
public enum TokenType: String, CaseIterable, Sendable {
    /// What users, persons and API keys call with; 15 minutes.
    case access = "at+jwt"
    /// What an intake link carries until it is exchanged; 48 hours.
    case intakeLink = "intake-link+jwt"
    /// What a candidate calls with during an intake; 2 hours, renewable.
    case intake = "intake+jwt"
    /// What one service calls another with; 60 seconds.
    case service = "service+jwt"

    /// The longest time between `iat` and `exp`.
    public var lifetime: Duration {
        switch self {
        case .access: .seconds(15 * 60)
        case .intakeLink: .seconds(48 * 3_600)
        case .intake: .seconds(2 * 3_600)
        case .service: .seconds(60)
        }
    }

    /// Until when a token of any type can still be valid after its key has stopped signing.
    public static let longestLifetime: Duration = .seconds(48 * 3_600)

    /// The `aud` claim of this type where `reader` reads it.
    func audience(for reader: Service) -> String {
        switch self {
        case .access: "vouch"
        case .intakeLink, .intake: "vouch-intake"
        case .service: reader.rawValue
        }
    }

    /// Whether a token of this type may speak for such a principal.
    func carries(_ kind: TokenKind) -> Bool {
        switch self {
        case .access: kind == .user || kind == .person || kind == .key
        case .intakeLink, .intake: kind == .intake
        case .service: kind == .service
        }
    }
}
