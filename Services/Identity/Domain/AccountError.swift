import Contract

/// Why an account does not get what it asked for.
enum AccountError: Error, Hashable {
    /// An unknown address, a wrong password, a token that is over: the caller learns not which.
    case notSignedIn
    /// Another account's members and persons, another organization, or none.
    case noSuchOrganization, noSuchUser, noSuchKey
    /// Sign-up is for operators here, and this is none.
    case signUpIsClosed
    /// This is for operators, and this is none.
    case notAnOperator
    /// The address has an account, whose password is another.
    case addressIsTaken
    /// The account has no password that could be changed.
    case hasNoPassword
    /// The link was used, is over, or never was.
    case linkIsOver
    /// Members cannot be invited.
    case isMember
    /// Who was disabled is not invited, but let in again.
    case isDisabled
    /// Nobody would be left to administer the organization.
    case lastAdministrator
    /// `If-Match` names another version.
    case changedMeanwhile
    /// As many as there may be.
    case tooManyKeys, tooManyMembers
}

extension AccountError: Refusable {
    var refusal: Refusal {
        switch self {
        case .notSignedIn:
            Refusal(.unauthenticated, "This does not sign anybody in.", reason: "not_signed_in")
        case .noSuchOrganization: .notFound("There is no such organization.")
        case .noSuchUser: .notFound("There is no such member.")
        case .noSuchKey: .notFound("There is no such key.")
        case .signUpIsClosed:
            Refusal(.forbidden, "Here an operator makes organizations.", reason: "sign_up_closed")
        case .notAnOperator: Refusal(.forbidden, "This is for operators.")
        case .addressIsTaken:
            .conflict(
                "The address has an account; give its password.",
                reason: "address_is_taken"
            )
        case .hasNoPassword:
            .conflict(
                "The account has no password yet; ask for a link that sets one.",
                reason: "no_password"
            )
        case .linkIsOver: Refusal(.gone, "The link was used or is over; ask for another.")
        case .isMember: .conflict("This address is a member already.", reason: "is_member")
        case .isDisabled:
            .conflict("This member is disabled; let them in again.", reason: "is_disabled")
        case .lastAdministrator:
            .conflict("The last administrator stays one.", reason: "last_administrator")
        case .changedMeanwhile:
            Refusal(.preconditionFailed, "It has changed since it was read.")
        case .tooManyKeys: .conflict("There are as many keys as there may be.")
        case .tooManyMembers: .conflict("There are as many members as there may be.")
        }
    }
}
