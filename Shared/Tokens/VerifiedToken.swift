public import Vocabulary

/// What a token says, once it is believed.
public struct VerifiedToken: Hashable, Sendable {
    /// Who is calling.
    public let principal: Principal
    /// What the token is for.
    public let type: TokenType
    /// Identifies the token itself, for single use and logs.
    public let id: TokenID
    /// When it was issued.
    public let issuedAt: Instant
    /// When it ends; it is still taken for `TokenVerifier.skew` after.
    public let expiresAt: Instant

    init(_ claims: Claims, type: TokenType) {
        principal = claims.principal
        self.type = type
        id = claims.id
        issuedAt = claims.issuedAt
        expiresAt = claims.expiresAt
    }
}
