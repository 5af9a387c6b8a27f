import Contract
import ServiceKit

/// Which use case answers which operation.
struct IdentityRoutes {
    let organizations: Organizations
    let sessions: Sessions
    let passwords: Passwords
    let members: Members
    let invitations: Invitations
    let people: People
    let apiKeys: APIKeys
    let callers: Callers
    let keys: SigningKeys
    let revocations: Revocations
    let candidates: Candidates
    let history: CandidateHistory
    let placements: CandidatePlacements

    var routes: [any Handling] {
        [
            Handle(CreateOrganization.self, organizations.create),
            Handle(GetOrganization.self, organizations.get),
            Handle(UpdateOrganization.self, organizations.update),
            Handle(VerifyOrganization.self, organizations.verify),

            Handle(IssueToken.self, sessions.issue),
            Handle(RevokeToken.self, sessions.revoke),
            Handle(GetMe.self, callers.me),
            Handle(ChangePassword.self, passwords.change),
            Handle(RequestPasswordReset.self, passwords.requestReset),
            Handle(ConfirmPasswordReset.self, passwords.confirmReset),

            Handle(InviteUser.self, members.invite),
            Handle(AcceptInvitation.self, invitations.accept),
            Handle(ListUsers.self, members.list),
            Handle(UpdateUser.self, members.update),

            Handle(RequestPersonLink.self, people.requestLink),
            Handle(CreatePersonSession.self, people.createSession),

            Handle(CreateAPIKey.self, apiKeys.create),
            Handle(ListAPIKeys.self, apiKeys.list),
            Handle(DeleteAPIKey.self, apiKeys.delete),
            Handle(ExchangeAPIKey.self, apiKeys.exchange),

            Handle(GetSigningKeys.self, keys.published),
            Handle(ListRevocations.self, revocations.list),

            Handle(CreateCandidate.self, candidates.create),
            Handle(ListCandidates.self, candidates.list),
            Handle(GetCandidate.self, candidates.get),
            Handle(UpdateCandidate.self, candidates.update),
            Handle(DeleteCandidate.self, candidates.delete),
            Handle(MergeCandidate.self, candidates.merge),
            Handle(GetCandidateHistory.self, history.list),
            Handle(PutPlacement.self, placements.put),
            Handle(FindCandidates.self, KnownRecords(store: candidates.store).find),
            Handle(FindUsers.self, KnownRecords(store: candidates.store).find),
        ]
    }
}
