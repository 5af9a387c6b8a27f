/// What a token is asked for with.
public enum GrantType: String, WireWord {
    /// An e-mail address and a password.
    case password
    /// A refresh token.
    case refreshToken = "refresh_token"
}
