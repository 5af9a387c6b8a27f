import Guarded
import Synchronization
public import Vocabulary

/// Believes tokens, or says why not. One a process; every call is synchronous and may be made
/// on an event loop: a token seen before costs a comparison or a hash, a new one a signature
/// check of about 40 µs.
public final class TokenVerifier: Sendable {
    /// Longer tokens are refused before anything is read: ours have at most 3 KB.
    public static let tokenLengthMax = 4_096
    /// How far the clocks of two machines may lie apart.
    public static let skew: Duration = .seconds(60)
    /// A remembered signature is checked again after this.
    public static let rememberedMax: Duration = .seconds(60)
    /// 16 384 × about 400 bytes is 6.5 MB at worst.
    public static let rememberedCountMax = 16_384

    private struct State {
        var keys = TrustedKeys()
        var revocations = RevocationSet()
        var remembered: RememberedTokens
    }

    private let reader: Service
    private let accepted: Set<TokenType>
    private let state: Guarded<State>
    /// Changes whenever a token that was believed may have to be refused.
    private let generation = Atomic<UInt64>(1)

    /// - Parameters:
    ///   - reader: the service that verifies; service tokens must be addressed to it.
    ///   - accepted: the types that are taken here.
    ///   - rememberedCountMax: how many tokens are remembered, all connections together.
    public init(
        reader: Service,
        accepts accepted: Set<TokenType>,
        rememberedCountMax: Int = TokenVerifier.rememberedCountMax
    ) {
        self.reader = reader
        self.accepted = accepted
        state = Guarded(State(remembered: RememberedTokens(max: rememberedCountMax)))
    }

    /// Trusts exactly these keys of identity; tokens of keys that are gone are forgotten.
    public func trustIdentity(_ keys: [VerificationKey]) {
        replace(.identity, with: keys)
    }

    /// Trusts exactly these keys of a service.
    public func trust(_ service: Service, _ keys: [VerificationKey]) {
        replace(.service(service), with: keys)
    }

    /// Refuses from now on what was issued to `subject` (a `sub`, or an intake session) before
    /// `instant`.
    public func revoke(_ subject: UUID128, before instant: Instant, at now: Instant) {
        state.withLock { $0.revocations.revoke(subject, before: instant, at: now) }
        generation.add(1, ordering: .releasing)
    }

    /// Verifies a token, remembering it for the connection as well.
    public func verify(
        _ token: Span<UInt8>,
        at now: Instant,
        last: inout LastToken
    ) throws(TokenRefusal) -> VerifiedToken {
        // Read before the check: a revocation that comes between makes the answer old at once.
        let generation = generation.load(ordering: .acquiring)
        if let known = last.answer(for: token, generation: generation, at: now) { return known }
        let entry = try entry(token, at: now)
        last.remember(entry, for: token, generation: generation)
        return entry.token
    }

    /// Verifies a token.
    public func verify(_ token: Span<UInt8>, at now: Instant) throws(TokenRefusal) -> VerifiedToken
    {
        try entry(token, at: now).token
    }

    private func entry(
        _ token: Span<UInt8>,
        at now: Instant
    ) throws(TokenRefusal) -> RememberedTokens.Entry {
        guard token.count <= Self.tokenLengthMax else { throw .tooLong }
        let digest = TokenDigest(token)
        let known = state.withLock { state in
            state.remembered.entry(digest, at: now).map { entry in
                (entry, isRevoked: state.revocations.isRevoked(entry.token))
            }
        }
        if let known {
            guard !known.isRevoked else { throw .revoked }
            return known.0
        }
        let entry = try check(SignedToken(token), at: now)
        let isRevoked = state.withLock { state in
            if state.revocations.isRevoked(entry.token) { return true }
            // The key may have gone while the signature was being checked.
            if state.keys[entry.keyID] != nil { state.remembered.remember(entry, as: digest) }
            return false
        }
        guard !isRevoked else { throw .revoked }
        return entry
    }

    /// Everything but revocation. Cheap checks first: a flood of nonsense, or of unknown keys,
    /// must not cost signatures.
    private func check(
        _ token: SignedToken,
        at now: Instant
    ) throws(TokenRefusal) -> RememberedTokens.Entry {
        guard let trusted = state.withLock({ $0.keys[token.header.keyID] }) else {
            throw .unknownKey
        }
        guard token.header.algorithm == VerificationKey.algorithmName else {
            throw .wrongAlgorithm
        }
        guard let type = TokenType(rawValue: token.header.type), accepted.contains(type),
            trusted.owner.signs(type)
        else { throw .wrongType }
        guard trusted.key.verifies(token.signature, of: token.signedBytes) else {
            throw .badSignature
        }
        let claims = try token.claims()
        guard claims.issuer == trusted.owner.issuer else { throw .wrongIssuer }
        guard claims.audience == type.audience(for: reader) else { throw .wrongAudience }
        guard type.carries(claims.principal.kind) else { throw .badClaims }
        if case .service(let service) = claims.principal, service.rawValue != claims.issuer {
            throw .wrongIssuer
        }
        try Self.checkTimes(claims, type, at: now)
        let until = min(claims.expiresAt + Self.skew, now + Self.rememberedMax)
        let verified = VerifiedToken(claims, type: type)
        return RememberedTokens.Entry(token: verified, keyID: trusted.key.id, until: until)
    }

    private static func checkTimes(
        _ claims: Claims,
        _ type: TokenType,
        at now: Instant
    ) throws(TokenRefusal) {
        guard claims.issuedAt < claims.expiresAt else { throw .badClaims }
        guard claims.expiresAt <= claims.issuedAt + type.lifetime else { throw .livesTooLong }
        guard now < claims.expiresAt + skew else { throw .expired }
        guard claims.issuedAt <= now + skew else { throw .notYetValid }
    }

    private func replace(_ owner: TrustedKeys.Owner, with keys: [VerificationKey]) {
        state.withLock { state in
            for gone in state.keys.replace(owner, with: keys) {
                state.remembered.forget(key: gone)
            }
        }
        generation.add(1, ordering: .releasing)
    }
}
