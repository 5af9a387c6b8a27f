import Contract
import Vocabulary

@testable import identity

extension Bench {
    /// A member who is signed in.
    struct Signed: Sendable {
        let organization: OrganizationID
        let user: UserID
        let email: String
        let signedIn: SignedIn

        var token: Confidential { signedIn.accessToken }
    }

    /// Makes an organization and signs its administrator in.
    func signUp(email: String? = nil) async throws -> Signed {
        let email = email ?? "admin-\(UInt32.random(in: 0...UInt32.max))@example.com"
        let admin = NewAdmin(
            name: "Ada",
            email: .literal(email),
            password: Confidential(Self.password)
        )
        let made = try await send(CreateOrganization(name: "Engines", kind: .company, admin: admin))
        let organization = made.organization.id
        return Signed(
            organization: organization,
            user: made.user.id,
            email: email,
            signedIn: try await signIn(email, Self.password, in: organization)
        )
    }

    /// Signs in.
    @discardableResult
    func signIn(
        _ email: String,
        _ password: String,
        in organization: OrganizationID? = nil,
        from address: String? = nil
    ) async throws -> SignedIn {
        try await send(
            IssueToken(
                grantType: .password,
                email: .literal(email),
                password: Confidential(password),
                organizationID: organization
            ),
            from: address
        )
    }

    /// Invites somebody and has what waits sent.
    ///
    /// - Returns: what the link carries; `nil` where no message came through.
    func startInviting(
        _ email: String,
        _ inviter: Signed,
        as role: Role
    ) async throws -> String? {
        let before = mailbox.messages.count
        let invite = InviteUser(email: .literal(email), name: "Eve", role: role)
        try await send(invite, as: inviter.token)
        try await deliver()
        return mailbox.messages.dropFirst(before).last?.token
    }

    /// Invites somebody; what the link carries.
    func invite(_ email: String, _ inviter: Signed, as role: Role) async throws -> String {
        guard let token = try await startInviting(email, inviter, as: role) else {
            throw NoMessage()
        }
        return token
    }

    private struct NoMessage: Error {}

    /// Invites somebody who accepts.
    func join(_ email: String, _ inviter: Signed, as role: Role) async throws -> Signed {
        let token = try await invite(email, inviter, as: role)
        let accept = AcceptInvitation(
            token: Confidential(token),
            password: Confidential(Self.password)
        )
        let signedIn = try await send(accept)
        let me = try await send(GetMe(), as: signedIn.accessToken)
        guard let user = UserID(me.id) else { throw NoMessage() }
        return Signed(
            organization: inviter.organization,
            user: user,
            email: email,
            signedIn: signedIn
        )
    }
}
