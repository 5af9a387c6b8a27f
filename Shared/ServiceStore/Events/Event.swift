public import Contract
public import Vocabulary

/// Something that happened, as it is kept for good: the audit trail, and what other services are
/// fed from.
///
/// Its payload holds identifiers, enumerations, numbers and dates, never names, addresses or other
/// free text, so that a person can be erased.
public struct Event: Sendable {
    /// The event itself, for those that it causes.
    public let id: UUID128
    let aggregate: String
    let aggregateID: UUID128
    let type: String
    let version: Int
    let organization: OrganizationID?
    let person: PersonID?
    let payload: [UInt8]
    let actor: Principal?
    let causedBy: UUID128?
    let reverses: UUID128?
    let occurredAt: Instant

    /// - Parameters:
    ///   - aggregate: the kind of thing it happened to, in snake_case.
    ///   - id: which one.
    ///   - type: what happened, in snake_case.
    ///   - version: the thing's version after it.
    ///   - organization: whose it is, where it is an organization's.
    ///   - person: whose it is, where it is a person's.
    ///   - payload: what there is to know, for programs.
    ///   - actor: who did it; nil where nobody asked for it.
    ///   - causedBy: the event that led to it.
    ///   - reverses: the event that it takes back.
    ///   - now: when.
    public init(
        aggregate: String,
        id: UUID128,
        type: String,
        version: Int,
        organization: OrganizationID? = nil,
        person: PersonID? = nil,
        payload: some Wire,
        actor: Principal?,
        causedBy: UUID128? = nil,
        reverses: UUID128? = nil,
        at now: Instant
    ) {
        let own: Identifier<Event> = IdentifierSource(now: { now }).next()
        self.id = own.uuid
        self.aggregate = aggregate
        aggregateID = id
        self.type = type
        self.version = version
        self.organization = organization
        self.person = person
        self.payload = payload.json()
        self.actor = actor
        self.causedBy = causedBy
        self.reverses = reverses
        occurredAt = now
    }
}
