public import Vocabulary

/// A job that a process led to.
public struct Placement: Hashable, Sendable {
    /// Identifies it.
    public var id: PlacementID
    /// Who got it.
    public var candidateID: CandidateID
    /// The process that led to it.
    public var interviewProcessID: InterviewID
    /// For whom.
    public var companyName: String
    /// As what.
    public var roleTitle: String
    /// When the offer was accepted.
    public var placementDate: CalendarDate
    /// What was accepted.
    public var offerDetails: OfferDetails?
    /// When it ended.
    public var endedOn: CalendarDate?
    /// Why it ended.
    public var endReason: PlacementEndReason?
    /// Counts its changes.
    public var version: Int

    /// Takes every field.
    public init(
        id: PlacementID,
        candidateID: CandidateID,
        interviewProcessID: InterviewID,
        companyName: String,
        roleTitle: String,
        placementDate: CalendarDate,
        offerDetails: OfferDetails? = nil,
        endedOn: CalendarDate? = nil,
        endReason: PlacementEndReason? = nil,
        version: Int
    ) {
        self.id = id
        self.candidateID = candidateID
        self.interviewProcessID = interviewProcessID
        self.companyName = companyName
        self.roleTitle = roleTitle
        self.placementDate = placementDate
        self.offerDetails = offerDetails
        self.endedOn = endedOn
        self.endReason = endReason
        self.version = version
    }
}

extension Placement: WireObject, Versioned {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            id:
            candidateID:
            interviewProcessID:
            companyName:
            roleTitle:
            placementDate:
            offerDetails:
            endedOn:
            endReason:
            version:
        ),
        Field("id", \.id, about: "Identifies it."),
        Field("candidate_id", \.candidateID, about: "Who got it."),
        Field("interview_process_id", \.interviewProcessID, about: "The process that led to it."),
        Field("company_name", \.companyName, about: "For whom."),
        Field("role_title", \.roleTitle, about: "As what."),
        Field("placement_date", \.placementDate, about: "When the offer was accepted."),
        Field("offer_details", \.offerDetails, about: "What was accepted."),
        Field("ended_on", \.endedOn, about: "When it ended."),
        Field("end_reason", \.endReason, about: "Why it ended."),
        Field("version", \.version, about: "Counts its changes.")
    )
}
