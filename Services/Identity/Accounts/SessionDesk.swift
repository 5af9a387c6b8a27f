import Contract
import Postgres
import ServiceKit
import ServiceStore
import Tokens
import Vocabulary

/// Begins sessions and goes on with them, within transactions of the system role. A token is
/// signed before its transaction ends: whoever is cut off after that is cut off behind it.
struct SessionDesk: Sendable {
    let keys: SigningKeys
    let issuer: TokenIssuer
    let identifiers: IdentifierSource
    let now: @Sendable () -> Instant

    /// Signs an account in: to an organization, if one is named; else where it was last, or as a
    /// person where it is a member of none.
    ///
    /// - Returns: `nil` where the account has nowhere to go.
    func begin(
        _ account: Account,
        in organization: OrganizationID? = nil,
        _ transaction: Transaction
    ) async throws -> SignedIn? {
        let accounts = AccountsAcrossTenants(transaction)
        let standings = try await accounts.memberships(of: account.id)
        if let standing = Self.choose(organization, among: standings) {
            guard try await accounts.noteSignIn(standing, at: now()) else { return nil }
            return try await begin(account, as: standing, of: standings, transaction)
        }
        guard organization == nil, let person = try await accounts.person(of: account.id) else {
            return nil
        }
        return try await begin(account, as: person, transaction)
    }

    /// Signs a person in.
    func begin(
        _ account: Account,
        as person: PersonID,
        _ transaction: Transaction
    ) async throws -> SignedIn {
        let session = Session(id: identifiers.next(), account: account.id)
        return try await begin(session, .person(person), [], transaction)
    }

    private func begin(
        _ account: Account,
        as standing: Standing,
        of standings: [Standing],
        _ transaction: Transaction
    ) async throws -> SignedIn {
        let session = Session(
            id: identifiers.next(),
            account: account.id,
            standing: standing.inSession
        )
        return try await begin(session, standing.principal, standings, transaction)
    }

    private func begin(
        _ session: Session,
        _ principal: Principal,
        _ standings: [Standing],
        _ transaction: Transaction
    ) async throws -> SignedIn {
        try await SessionsAcrossTenants(transaction).insert(session, at: now())
        try await transaction.append(
            .about(session, "session_started", by: principal, at: now())
        )
        return try await tokens(session.id, principal, standings, transaction)
    }

    /// Goes on with a session whose refresh token was just used up.
    ///
    /// - Returns: `nil` where it has ended, or its member may no longer sign in.
    func goOn(
        _ id: SessionID,
        in organization: OrganizationID?,
        _ transaction: Transaction
    ) async throws -> SignedIn? {
        let sessions = SessionsAcrossTenants(transaction)
        guard let session = try await sessions.lockedSession(id), !session.hasEnded else {
            return nil
        }
        let accounts = AccountsAcrossTenants(transaction)
        let standings = try await accounts.memberships(of: session.account)
        let wanted = organization ?? session.standing?.organization
        guard let standing = Self.choose(wanted, among: standings), wanted != nil else {
            guard wanted == nil, let person = try await accounts.person(of: session.account) else {
                return nil
            }
            return try await tokens(id, .person(person), [], transaction)
        }
        if standing.inSession.organization != session.standing?.organization {
            guard try await accounts.noteSignIn(standing, at: now()) else { return nil }
            try await sessions.move(id, to: standing.inSession)
        } else {
            // A member who was cut off and let in again signs in again.
            let isSame = standing.inSession == session.standing
            guard isSame, try await accounts.hold(standing) else { return nil }
        }
        return try await tokens(id, standing.principal, standings, transaction)
    }

    private func tokens(
        _ session: SessionID,
        _ principal: Principal,
        _ standings: [Standing],
        _ transaction: Transaction
    ) async throws -> SignedIn {
        let refresh = Secret.generate(.refresh)
        try await SessionsAcrossTenants(transaction).insert(
            refresh.hash,
            of: session,
            until: now() + Session.idleMax
        )
        let access = try issuer.access(principal, key: keys.current())
        let first = standings.filter { $0.principal == principal }
        let others = standings.filter { $0.principal != principal }
        return SignedIn(
            accessToken: Confidential(access.token),
            expiresIn: Int(TokenType.access.lifetime.components.seconds),
            refreshToken: Confidential(refresh.text),
            organizations: (first + others).map(\.membership)
        )
    }

    private static func choose(
        _ organization: OrganizationID?,
        among standings: [Standing]
    ) -> Standing? {
        guard let organization else { return standings.first }
        return standings.first { $0.membership.organizationID == organization }
    }
}

extension Standing {
    /// What a session remembers of it.
    var inSession: Session.Standing {
        Session.Standing(
            organization: membership.organizationID,
            user: user,
            cutOffs: cutOffs
        )
    }
}
