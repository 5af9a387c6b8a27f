import Contract
import Tokens
import Vocabulary

/// An e-mail address and, for most, a password: what signs in as a member of organizations or as
/// a person.
struct Account: Hashable, Sendable {
    let id: AccountID
    let email: EmailAddress
    /// Whoever only signs in by link has none.
    var passwordHash: PasswordHash?
    /// When whoever opened the account had shown that they read its mail.
    var provenAt: Instant?

    /// Takes the account over for whoever has just read mail at its address.
    ///
    /// Anybody can sign up with another's address. Until its owner comes, the account is whoever's
    /// made it; from then on it is the owner's alone, and a password from before no longer opens
    /// it: else it would open what the owner is invited to.
    ///
    /// - Returns: whether the sessions from before have to end.
    mutating func prove(at now: Instant, newPassword: PasswordHash? = nil) -> Bool {
        let wasProven = provenAt != nil
        provenAt = provenAt ?? now
        if let newPassword {
            passwordHash = newPassword
            return true
        }
        guard !wasProven else { return false }
        passwordHash = nil
        return true
    }
}

/// A member as an account signs in as it.
struct Standing: Hashable, Sendable {
    /// More organizations than one account is a member of.
    static let membershipsMax = 100

    let user: UserID
    /// How often the member was cut off.
    let cutOffs: Int
    let membership: Membership

    /// What a token says.
    var principal: Principal {
        .user(user, of: membership.organizationID, as: membership.role)
    }
}
