/// Whom a token speaks for: its `kind` claim.
public enum TokenKind: String, CaseIterable, Sendable {
    /// A member of one organization.
    case user
    /// A human with an account of their own.
    case person
    /// A candidate in one intake.
    case intake
    /// One of our own services.
    case service
    /// A program of one organization, by API key.
    case key
}
