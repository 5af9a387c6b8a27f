import Vocabulary

/// The claims of a token, written and read by one type, so that they cannot drift apart.
///
/// `iat` and `nbf` have microseconds: a password changed and a sign-in within the same second
/// must be told apart by `revoked_before`.
struct Claims: Equatable {
    var issuer: String
    var audience: String
    var principal: Principal
    var id: TokenID
    var issuedAt: Instant
    var expiresAt: Instant

    /// More operations than one API key is likely to need; bounds the token's length.
    static let scopesMax = 48
    static let scopeLengthMax = 40

    private static let known: Set<String> = [
        "iss", "aud", "sub", "jti", "iat", "nbf", "exp", "kind", "org", "role", "sid", "scope",
    ]

    /// Reads claims; every claim that we write is required, and no other is allowed.
    init(_ json: [UInt8]) throws(TokenRefusal) {
        var texts: [String: String] = [:]
        var dates: [String: Instant] = [:]
        do throws(JSONScanner.Malformed) {
            try JSONScanner.object(json) { name, scanner throws(JSONScanner.Malformed) in
                guard Self.known.contains(name) else { throw JSONScanner.Malformed() }
                switch name {
                case "iat", "nbf", "exp": dates[name] = try scanner.date()
                default: texts[name] = try scanner.string()
                }
            }
        } catch {
            throw .badClaims
        }
        guard let issuer = texts["iss"], let audience = texts["aud"],
            let id = texts["jti"].flatMap({ TokenID($0) }),
            let issuedAt = dates["iat"], let expiresAt = dates["exp"], dates["nbf"] == issuedAt,
            let principal = Principal(claims: texts)
        else { throw .badClaims }
        self.init(
            issuer: issuer,
            audience: audience,
            principal: principal,
            id: id,
            issuedAt: issuedAt,
            expiresAt: expiresAt
        )
    }

    init(
        issuer: String,
        audience: String,
        principal: Principal,
        id: TokenID,
        issuedAt: Instant,
        expiresAt: Instant
    ) {
        self.issuer = issuer
        self.audience = audience
        self.principal = principal
        self.id = id
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
    }

    /// The JSON text. Its strings are identifiers and words of ours, which need no escaping.
    var json: [UInt8] {
        var text = #"{"iss":"\#(issuer)","aud":"\#(audience)","jti":"\#(id)""#
        text += #","kind":"\#(principal.kind.rawValue)""#
        for (name, value) in principal.claims { text += #","\#(name)":"\#(value)""# }
        let issued = Self.numericDate(issuedAt)
        text += #","iat":\#(issued),"nbf":\#(issued),"exp":\#(Self.numericDate(expiresAt))}"#
        return Array(text.utf8)
    }

    private static func numericDate(_ instant: Instant) -> String {
        let (seconds, rest) = instant.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        guard rest != 0 else { return String(seconds) }
        return "\(seconds).\(String(1_000_000 + rest).dropFirst())"
    }
}

extension Principal {
    /// The claims that tell this principal from others, beside `kind`.
    var claims: [(name: String, value: String)] {
        switch self {
        case .user(let user, let organization, let role):
            [
                ("sub", user.description), ("org", organization.description),
                ("role", role.rawValue),
            ]
        case .person(let person): [("sub", person.description)]
        case .intake(let candidate, let organization, let session):
            [
                ("sub", candidate.description), ("org", organization.description),
                ("sid", session.description),
            ]
        case .service(let service): [("sub", service.rawValue)]
        case .key(let key, let organization, let scopes):
            [
                ("sub", key.description), ("org", organization.description),
                ("scope", scopes.sorted().joined(separator: " ")),
            ]
        }
    }

    /// `nil` where a claim is missing, malformed or not this kind's.
    init?(claims: [String: String]) {
        guard let kind = claims["kind"].flatMap(TokenKind.init), let subject = claims["sub"] else {
            return nil
        }
        let own = claims.keys.filter { ["org", "role", "sid", "scope"].contains($0) }.sorted()
        let organization = claims["org"].flatMap { OrganizationID($0) }
        switch kind {
        case .user:
            guard own == ["org", "role"], let user = UserID(subject), let organization,
                let role = claims["role"].flatMap(Role.init)
            else { return nil }
            self = .user(user, of: organization, as: role)
        case .person:
            guard own.isEmpty, let person = PersonID(subject) else { return nil }
            self = .person(person)
        case .intake:
            guard own == ["org", "sid"], let candidate = CandidateID(subject), let organization,
                let session = claims["sid"].flatMap({ IntakeSessionID($0) })
            else { return nil }
            self = .intake(candidate, of: organization, session: session)
        case .service:
            guard own.isEmpty, let service = Service(rawValue: subject) else { return nil }
            self = .service(service)
        case .key:
            guard own == ["org", "scope"], let key = APIKeyID(subject), let organization,
                let scopes = Self.scopes(claims["scope"])
            else { return nil }
            self = .key(key, of: organization, scopes: scopes)
        }
    }

    private static func scopes(_ text: String?) -> Set<String>? {
        guard let words = text?.split(separator: " "), words.count <= Claims.scopesMax else {
            return nil
        }
        return Set(words.map(String.init))
    }
}
