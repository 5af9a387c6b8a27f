import Contract
import Vocabulary

/// What events about candidate records say.
struct CandidatePayload: Hashable {
    /// The fields that are concerned.
    var fields: [String] = []
    /// Where their values came from.
    var source: ValueSource?
    /// The other record of a merge.
    var otherID: CandidateID?
    /// The job that came of it.
    var placementID: PlacementID?
}

extension CandidatePayload: WireObject {
    static let shape = Shape(
        Self.init(fields:source:otherID:placementID:),
        Field("fields", \.fields, default: []),
        Field("source", \.source),
        Field("other_id", \.otherID),
        Field("placement_id", \.placementID)
    )
}

/// What events about organizations say.
struct OrganizationPayload: WireObject {
    var kind: OrganizationKind
    var verified: Bool

    static let shape = Shape(
        Self.init(kind:verified:),
        Field("kind", \.kind),
        Field("verified", \.verified)
    )
}

/// What events about members say.
struct MemberPayload: WireObject {
    var role: Role
    var status: UserStatus

    static let shape = Shape(
        Self.init(role:status:),
        Field("role", \.role),
        Field("status", \.status)
    )
}

/// What events about sessions say.
struct SessionPayload: WireObject {
    var accountID: AccountID

    static let shape = Shape(Self.init(accountID:), Field("account_id", \.accountID))
}

/// The payload of an event that says all with its type.
struct NoPayload: WireObject {
    static let shape = Shape(Self.init)
}
