public import Vocabulary

/// Who may call an operation.
public struct Audience: Hashable, Sendable {
    private var isPublic = false
    private var roles: [Role] = []
    private var kinds: [TokenKind] = []
    private var services: [Service] = []

    /// Anyone, with or without a token.
    public static let anyone = Audience(isPublic: true)
    /// A human with an account of their own.
    public static let person = Audience(kinds: [.person])
    /// A candidate in an intake.
    public static let intake = Audience(kinds: [.intake])
    /// Whoever is signed in: any user, any person, any API key.
    public static let signedIn = Audience(roles: Role.allCases, kinds: [.person, .key])

    /// Users with one of these roles; with any role where none is named.
    public static func user(_ roles: Role...) -> Audience {
        Audience(roles: roles.isEmpty ? Role.allCases : roles)
    }

    /// Other services of ours; never reached through the gateway.
    public static func services(_ services: Service...) -> Audience {
        Audience(services: services)
    }

    private init(
        isPublic: Bool = false,
        roles: [Role] = [],
        kinds: [TokenKind] = [],
        services: [Service] = []
    ) {
        self.isPublic = isPublic
        self.roles = roles
        self.kinds = kinds
        self.services = services
    }

    /// These and those.
    public func or(_ other: Audience) -> Audience {
        Audience(
            isPublic: isPublic || other.isPublic,
            roles: Role.allCases.filter { roles.contains($0) || other.roles.contains($0) },
            kinds: TokenKind.allCases.filter { kinds.contains($0) || other.kinds.contains($0) },
            services: Service.allCases.filter {
                services.contains($0) || other.services.contains($0)
            }
        )
    }

    /// Also API keys of the organization that name the operation among their scopes.
    public var orKey: Audience { or(Audience(kinds: [.key])) }

    /// What is to be said to a caller.
    public enum Admission: Hashable, Sendable {
        /// Come in.
        case admitted
        /// Sign in first: 401.
        case unknown
        /// You are known, and this is not yours to call: 403.
        case forbidden
    }

    /// Whether a caller may call the operation of this name; `nil` is a caller without a token.
    public func admits(_ principal: Principal?, to operation: String) -> Admission {
        if isPublic { return .admitted }
        guard let principal else { return .unknown }
        let isAdmitted =
            switch principal {
            case .user(_, _, let role): roles.contains(role)
            case .person: kinds.contains(.person)
            case .intake: kinds.contains(.intake)
            case .service(let service): services.contains(service)
            case .key(_, _, let scopes): kinds.contains(.key) && scopes.contains(operation)
            }
        return isAdmitted ? .admitted : .forbidden
    }

    /// Whether a token makes no difference.
    public var needsNoToken: Bool { isPublic }

    /// Whether an API key can have the operation among its scopes.
    public var admitsKeys: Bool { kinds.contains(.key) }

    /// Whether the gateway may let a caller through at all; services call each other directly.
    public var isInternal: Bool { !isPublic && roles.isEmpty && kinds.isEmpty }

    /// For the documentation.
    var description: String {
        if isPublic { return "anyone" }
        var words: [String] = []
        if roles.count == Role.allCases.count {
            words.append("any user")
        } else {
            words += roles.map(\.rawValue)
        }
        if kinds.contains(.person) { words.append("person") }
        if kinds.contains(.intake) { words.append("candidate in an intake") }
        if kinds.contains(.key) { words.append("API key with this scope") }
        words += services.map { "service \($0.rawValue)" }
        return words.joined(separator: ", ")
    }
}
