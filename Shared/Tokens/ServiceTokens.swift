import Guarded
public import Vocabulary

/// Tokens that one service calls others with, signed by its own key. Each is good for 60 seconds
/// and used for 30, so that it is never old on arrival and rarely has to be signed.
public final class ServiceTokens: Sendable {
    private struct Minted {
        let token: String
        let issuedAt: Instant
    }

    private static let reuse: Duration = .seconds(30)

    private let caller: Service
    private let key: SigningKey
    private let now: @Sendable () -> Instant
    private let identifiers: IdentifierSource
    private let minted = Guarded<[Service: Minted]>([:])

    /// - Parameters:
    ///   - caller: the service that calls, `iss` and `sub` of its tokens.
    ///   - key: its own private key.
    ///   - now: the time.
    ///   - identifiers: where `jti` comes from.
    public init(
        caller: Service,
        key: SigningKey,
        now: @escaping @Sendable () -> Instant,
        identifiers: IdentifierSource
    ) {
        self.caller = caller
        self.key = key
        self.now = now
        self.identifiers = identifiers
    }

    /// A token that `callee`, and nobody else, will take.
    public func token(for callee: Service) throws(TokenIssueError) -> String {
        let now = now()
        if let known = minted.withLock({ $0[callee] }), known.issuedAt <= now,
            now < known.issuedAt + Self.reuse
        {
            return known.token
        }
        // Signed outside the lock: two callers may both sign, which costs less than waiting.
        let claims = Claims(
            issuer: caller.rawValue,
            audience: TokenType.service.audience(for: callee),
            principal: .service(caller),
            id: identifiers.random(),
            issuedAt: now,
            expiresAt: now + TokenType.service.lifetime
        )
        let token = try claims.signed(as: .service, by: key)
        minted.withLock { $0[callee] = Minted(token: token, issuedAt: now) }
        return token
    }
}
