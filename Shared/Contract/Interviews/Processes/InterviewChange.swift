public import Vocabulary

/// Something that happened to an interview process.
public struct InterviewChange: Hashable, Sendable {
    /// When.
    public var at: Instant
    /// Who did it; nothing where no caller did.
    public var actor: ChangeActor?
    /// What.
    public var what: InterviewChangeKind
    /// What it was before.
    public var from: String?
    /// What it became.
    public var to: String?
    /// The fields that changed.
    public var fields: [String]
    /// The stage it happened to.
    public var stageID: StageID?
    /// The version of the offer it happened to.
    public var offer: Int?
    /// Why.
    public var reasonCode: String?
    /// The change that brought it about.
    public var causedBy: InterviewChangeKind?

    /// Takes every field.
    public init(
        at: Instant,
        actor: ChangeActor? = nil,
        what: InterviewChangeKind,
        from: String? = nil,
        to: String? = nil,
        fields: [String],
        stageID: StageID? = nil,
        offer: Int? = nil,
        reasonCode: String? = nil,
        causedBy: InterviewChangeKind? = nil
    ) {
        self.at = at
        self.actor = actor
        self.what = what
        self.from = from
        self.to = to
        self.fields = fields
        self.stageID = stageID
        self.offer = offer
        self.reasonCode = reasonCode
        self.causedBy = causedBy
    }
}

extension InterviewChange: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(at:actor:what:from:to:fields:stageID:offer:reasonCode:causedBy:),
        Field("at", \.at, about: "When."),
        Field("actor", \.actor, about: "Who did it; nothing where no caller did."),
        Field("what", \.what, about: "What."),
        Field("from", \.from, about: "What it was before."),
        Field("to", \.to, about: "What it became."),
        Field("fields", \.fields, about: "The fields that changed."),
        Field("stage_id", \.stageID, about: "The stage it happened to."),
        Field("offer", \.offer, about: "The version of the offer it happened to."),
        Field("reason_code", \.reasonCode, about: "Why."),
        Field("caused_by", \.causedBy, about: "The change that brought it about.")
    )
}
