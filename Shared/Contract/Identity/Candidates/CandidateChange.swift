public import Vocabulary

/// Something that happened to a candidate record.
public struct CandidateChange: Hashable, Sendable {
    /// When.
    public var at: Instant
    /// What.
    public var what: CandidateChangeKind
    /// Who did it; nothing where no caller did.
    public var actorKind: TokenKind?
    /// Which user, person, key or candidate did it.
    public var actorID: String?
    /// The fields that it changed.
    public var fields: [String]
    /// Where the new values came from.
    public var source: ValueSource?
    /// The other record of a merge.
    public var otherID: CandidateID?
    /// The job that came of it.
    public var placementID: PlacementID?

    /// Takes every field.
    public init(
        at: Instant,
        what: CandidateChangeKind,
        actorKind: TokenKind? = nil,
        actorID: String? = nil,
        fields: [String] = [],
        source: ValueSource? = nil,
        otherID: CandidateID? = nil,
        placementID: PlacementID? = nil
    ) {
        self.at = at
        self.what = what
        self.actorKind = actorKind
        self.actorID = actorID
        self.fields = fields
        self.source = source
        self.otherID = otherID
        self.placementID = placementID
    }
}

extension CandidateChange: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(at:what:actorKind:actorID:fields:source:otherID:placementID:),
        Field("at", \.at, about: "When."),
        Field("what", \.what, about: "What."),
        Field("actor_kind", \.actorKind, about: "Who did it; nothing where no caller did."),
        Field("actor_id", \.actorID, about: "Which user, person, key or candidate did it."),
        Field("fields", \.fields, about: "The fields that it changed."),
        Field("source", \.source, about: "Where the new values came from."),
        Field("other_id", \.otherID, about: "The other record of a merge."),
        Field("placement_id", \.placementID, about: "The job that came of it.")
    )
}
