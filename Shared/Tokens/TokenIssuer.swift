public import Vocabulary

/// Signs identity's tokens with the key that its schedule names.
public struct TokenIssuer: Sendable {
    /// The `iss` of everything that identity signs.
    public static let name = "vouch"

    private let now: @Sendable () -> Instant
    private let identifiers: IdentifierSource

    /// - Parameters:
    ///   - now: when tokens are issued.
    ///   - identifiers: where `jti` comes from.
    public init(now: @escaping @Sendable () -> Instant, identifiers: IdentifierSource) {
        self.now = now
        self.identifiers = identifiers
    }

    /// A token, and what a reader will find in it.
    public struct Issued: Sendable {
        /// The compact form.
        public let token: String
        /// Its `jti`.
        public let id: TokenID
        /// Its `exp`.
        public let expiresAt: Instant
    }

    /// Issues a token for a user, a person or an API key; 15 minutes.
    public func access(
        _ principal: Principal,
        key: SigningKey
    ) throws(TokenIssueError) -> Issued {
        try issue(.access, principal, key: key)
    }

    /// Issues what an intake link carries; 48 hours.
    public func intakeLink(
        _ principal: Principal,
        key: SigningKey
    ) throws(TokenIssueError) -> Issued {
        try issue(.intakeLink, principal, key: key)
    }

    /// Issues a session token for a running intake; 2 hours.
    public func intake(
        _ principal: Principal,
        key: SigningKey
    ) throws(TokenIssueError) -> Issued {
        try issue(.intake, principal, key: key)
    }

    private func issue(
        _ type: TokenType,
        _ principal: Principal,
        key: SigningKey
    ) throws(TokenIssueError) -> Issued {
        let issuedAt = now()
        let claims = Claims(
            issuer: Self.name,
            audience: type.audience(for: .gateway),
            principal: principal,
            id: identifiers.random(),
            issuedAt: issuedAt,
            expiresAt: issuedAt + type.lifetime
        )
        let token = try claims.signed(as: type, by: key)
        return Issued(token: token, id: claims.id, expiresAt: claims.expiresAt)
    }
}

/// Why a token was not issued.
public enum TokenIssueError: Error {
    /// This type of token cannot speak for this kind of principal.
    case wrongKind
    /// An API key with more than 48 scopes, or one that is not 1 to 40 letters and digits.
    case badScopes
    /// The cryptographic library failed.
    case cannotSign
}

extension Claims {
    /// The compact form, signed.
    func signed(as type: TokenType, by key: SigningKey) throws(TokenIssueError) -> String {
        guard type.carries(principal.kind) else { throw .wrongKind }
        if case .key(_, _, let scopes) = principal {
            let isWord = scopes.allSatisfy { scope in
                1...Self.scopeLengthMax ~= scope.utf8.count
                    && scope.unicodeScalars.allSatisfy {
                        $0.isASCII && $0.properties.isAlphabetic || "0"..."9" ~= $0
                    }
            }
            guard isWord, scopes.count <= Self.scopesMax else { throw .badScopes }
        }
        var token = TokenHeader.encoded(type, key: key)
        Base64URL.encode(json, to: &token)
        guard let signature = try? key.sign(token) else { throw .cannotSign }
        token.append(UInt8(ascii: "."))
        Base64URL.encode(signature, to: &token)
        return String(decoding: token, as: UTF8.self)
    }
}
