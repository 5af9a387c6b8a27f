import Contract
import Vocabulary

/// Something that happened to a process, as it is kept for ever: identifiers, words, numbers and
/// dates, so that figures can be counted from it again, and nothing that tells who it was.
struct InterviewEvent: Hashable, Sendable {
    var what: InterviewChangeKind
    /// A status, an outcome or the status of an offer.
    var from: String?
    var to: String?
    /// The event before it in the same change that brought it about.
    var causedBy: InterviewChangeKind?
    var stageID: StageID?
    var stageKind: StageKind?
    var stageName: NameID?
    var ratings: StageRatings?
    var offer: Int?
    var fields: [String]?
    var reasonCode: String?
    var company: NameID?
    var feeder: NameID?
    /// When it began, or ended, where that is another moment than that of the record.
    var instant: Instant?
    var placementID: PlacementID?

    init(
        _ what: InterviewChangeKind,
        from: String? = nil,
        to: String? = nil,
        causedBy: InterviewChangeKind? = nil,
        stageID: StageID? = nil,
        stageKind: StageKind? = nil,
        stageName: NameID? = nil,
        ratings: StageRatings? = nil,
        offer: Int? = nil,
        fields: [String]? = nil,
        reasonCode: String? = nil,
        company: NameID? = nil,
        feeder: NameID? = nil,
        instant: Instant? = nil,
        placementID: PlacementID? = nil
    ) {
        self.what = what
        self.from = from
        self.to = to
        self.causedBy = causedBy
        self.stageID = stageID
        self.stageKind = stageKind
        self.stageName = stageName
        self.ratings = ratings
        self.offer = offer
        self.fields = fields
        self.reasonCode = reasonCode
        self.company = company
        self.feeder = feeder
        self.instant = instant
        self.placementID = placementID
    }
}

extension InterviewEvent: WireObject {
    static let shape = Shape(
        Self.init(
            _:
            from:
            to:
            causedBy:
            stageID:
            stageKind:
            stageName:
            ratings:
            offer:
            fields:
            reasonCode:
            company:
            feeder:
            instant:
            placementID:
        ),
        Field("what", \.what),
        Field("from", \.from),
        Field("to", \.to),
        Field("caused_by", \.causedBy),
        Field("stage_id", \.stageID),
        Field("stage_kind", \.stageKind),
        Field("stage_name", \.stageName),
        Field("ratings", \.ratings),
        Field("offer", \.offer),
        Field("fields", \.fields),
        Field("reason_code", \.reasonCode),
        Field("company", \.company),
        Field("feeder", \.feeder),
        Field("instant", \.instant),
        Field("placement_id", \.placementID)
    )
}
