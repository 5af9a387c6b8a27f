import Contract
import ServiceStore
import Vocabulary

// What identity says has happened. Payloads hold identifiers, words of ours and names of fields:
// nothing that tells who somebody is.

extension Event {
    /// Something happened to a candidate record.
    static func about(
        _ record: CandidateRecord,
        of organization: OrganizationID,
        _ happening: CandidateRecord.Happening,
        by actor: Principal?,
        at now: Instant
    ) -> Event {
        Event(
            aggregate: "candidate",
            id: record.candidate.id.uuid,
            type: "candidate_\(happening.what.rawValue)",
            version: record.candidate.version,
            organization: organization,
            payload: CandidatePayload(
                fields: happening.fields.map(\.rawValue),
                source: happening.source,
                otherID: happening.other,
                placementID: happening.placement
            ),
            actor: actor,
            at: now
        )
    }

    /// A record is no more; `other` is the one it was merged into.
    static func about(
        _ record: CandidateRecord,
        of organization: OrganizationID,
        _ type: String,
        by actor: Principal?,
        at now: Instant,
        other: CandidateID? = nil
    ) -> Event {
        Event(
            aggregate: "candidate",
            id: record.candidate.id.uuid,
            type: type,
            version: record.candidate.version + 1,
            organization: organization,
            payload: CandidatePayload(otherID: other),
            actor: actor,
            at: now
        )
    }

    /// Something happened to an organization.
    static func about(
        _ organization: Organization,
        _ type: String,
        by actor: Principal?,
        at now: Instant
    ) -> Event {
        Event(
            aggregate: "organization",
            id: organization.id.uuid,
            type: type,
            version: organization.version,
            organization: organization.id,
            payload: OrganizationPayload(
                kind: organization.kind,
                verified: organization.verified
            ),
            actor: actor,
            at: now
        )
    }

    /// Something happened to a member.
    static func about(
        _ member: Member,
        of organization: OrganizationID,
        _ type: String,
        by actor: Principal?,
        at now: Instant
    ) -> Event {
        Event(
            aggregate: "user",
            id: member.user.id.uuid,
            type: type,
            version: member.user.version,
            organization: organization,
            payload: MemberPayload(role: member.user.role, status: member.user.status),
            actor: actor,
            at: now
        )
    }

    /// Something happened to a key.
    static func about(
        _ key: APIKeyID,
        of organization: OrganizationID,
        _ type: String,
        by actor: Principal?,
        at now: Instant
    ) -> Event {
        Event(
            aggregate: "api_key",
            id: key.uuid,
            type: type,
            version: 1,
            organization: organization,
            payload: NoPayload(),
            actor: actor,
            at: now
        )
    }

    /// Something happened to a session.
    static func about(
        _ session: Session,
        _ type: String,
        by actor: Principal?,
        at now: Instant
    ) -> Event {
        Event(
            aggregate: "session",
            id: session.id.uuid,
            type: type,
            version: 1,
            organization: nil,
            payload: SessionPayload(accountID: session.account),
            actor: actor,
            at: now
        )
    }

    /// Something happened to an account.
    static func about(_ account: Account, _ type: String, at now: Instant) -> Event {
        Event(
            aggregate: "account",
            id: account.id.uuid,
            type: type,
            version: 1,
            organization: nil,
            payload: NoPayload(),
            actor: nil,
            at: now
        )
    }

    /// Something happened to a person.
    static func about(_ person: PersonID, _ type: String, at now: Instant) -> Event {
        Event(
            aggregate: "person",
            id: person.uuid,
            type: type,
            version: 1,
            organization: nil,
            payload: NoPayload(),
            actor: .person(person),
            at: now
        )
    }
}
