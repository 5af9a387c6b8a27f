import Vocabulary

/// A sign-in on one device: a family of refresh tokens, each good once. One used twice was
/// stolen from somebody, and nobody can tell from whom, so the family ends.
struct Session: Hashable, Sendable {
    /// Where a session is signed in as a member.
    struct Standing: Hashable, Sendable {
        let organization: OrganizationID
        let user: UserID
        /// The member's count of being cut off, when the session began there.
        let cutOffs: Int
    }

    /// A refresh token that is not used for so long is good no more.
    static let idleMax: Duration = .seconds(30 * 86_400)

    let id: SessionID
    let account: AccountID
    /// Nothing for a person's session.
    var standing: Standing?
    var hasEnded = false
}

/// What a session is identified by; no client sees it.
typealias SessionID = Identifier<SignInSession>
/// A name for the identifier's type.
enum SignInSession {}
