import Vocabulary

/// What a one-time link that is sent by mail does for whoever follows it.
struct Link: Hashable, Sendable {
    /// What it does.
    enum Purpose: String, CaseIterable, Sendable {
        /// Sets a new password.
        case passwordReset = "password_reset"
        /// Signs a person in.
        case personLink = "person_link"
        /// Makes somebody a member.
        case invitation

        /// How long it is good.
        var lifetime: Duration {
            switch self {
            case .passwordReset: .seconds(3_600)
            case .personLink: .seconds(15 * 60)
            case .invitation: .seconds(7 * 86_400)
            }
        }
    }

    /// Whom an invitation is for.
    struct Invited: Hashable, Sendable {
        let organization: OrganizationID
        let user: UserID
    }

    let purpose: Purpose
    let email: EmailAddress
    var member: Invited?
}
