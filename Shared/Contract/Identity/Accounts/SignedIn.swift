public import Vocabulary

/// Tokens for whoever has just signed in.
public struct SignedIn: Hashable, Sendable {
    /// What to send as `Authorization: Bearer`.
    public var accessToken: Confidential
    /// Always `Bearer`.
    public var tokenType: String
    /// How long the access token is good for, in seconds.
    public var expiresIn: Int
    /// What to get the next access token with; good once.
    public var refreshToken: Confidential
    /// Where the account is a member; the token is for the first.
    public var organizations: [Membership]

    /// Takes every field.
    public init(
        accessToken: Confidential,
        tokenType: String = "Bearer",
        expiresIn: Int,
        refreshToken: Confidential,
        organizations: [Membership]
    ) {
        self.accessToken = accessToken
        self.tokenType = tokenType
        self.expiresIn = expiresIn
        self.refreshToken = refreshToken
        self.organizations = organizations
    }
}

extension SignedIn: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(accessToken:tokenType:expiresIn:refreshToken:organizations:),
        Field("access_token", \.accessToken, about: "What to send as `Authorization: Bearer`."),
        Field("token_type", \.tokenType, about: "Always `Bearer`."),
        Field(
            "expires_in",
            \.expiresIn,
            about: "How long the access token is good for, in seconds."
        ),
        Field(
            "refresh_token",
            \.refreshToken,
            about: "What to get the next access token with; good once."
        ),
        Field(
            "organizations",
            \.organizations,
            about: "Where the account is a member; the token is for the first."
        )
    )
}
