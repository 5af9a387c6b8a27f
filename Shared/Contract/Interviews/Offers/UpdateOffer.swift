public import Vocabulary

/// Changes an offer.
public struct UpdateOffer: Hashable, Sendable {
    /// Identifies the process.
    public var id: InterviewID
    /// Which offer.
    public var version: Int
    /// Where it stands: `sent`, `accepted`, `declined` or `withdrawn`.
    public var status: OfferStatus?
    /// What is offered; all of it, while it is a draft.
    public var offerDetails: OfferDetails?
    /// Why, as one of the organization's reason codes.
    public var reasonCode: String?
    /// What there is to say about it.
    public var note: String?

    /// Takes every field.
    public init(
        id: InterviewID,
        version: Int,
        status: OfferStatus? = nil,
        offerDetails: OfferDetails? = nil,
        reasonCode: String? = nil,
        note: String? = nil
    ) {
        self.id = id
        self.version = version
        self.status = status
        self.offerDetails = offerDetails
        self.reasonCode = reasonCode
        self.note = note
    }
}

extension UpdateOffer: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.put, "/interviews/{id}/offers/{version}")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict, .preconditionFailed]
    /// What it answers.
    public typealias Response = Offer
    /// What it does.
    public static let about = """
        Changes a draft, sends it, or records the answer to an offer that is out. The process
        moves with it. A draft is sent before it is accepted.
        """
    /// One request and its answer.
    public static let example = Example(
        UpdateOffer(id: .example(11), version: 2, status: .declined, reasonCode: "compensation"),
        Offer.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:version:status:offerDetails:reasonCode:note:),
        Field("id", \.id, about: "Identifies the process."),
        Field("version", \.version, .number(1...Double(Limits.offers)), about: "Which offer."),
        Field(
            "status",
            \.status,
            about: "Where it stands: `sent`, `accepted`, `declined` or `withdrawn`."
        ),
        Field(
            "offer_details",
            \.offerDetails,
            about: "What is offered; all of it, while it is a draft."
        ),
        Field(
            "reason_code",
            \.reasonCode,
            .line(1...Limits.reasonCode),
            about: "Why, as one of the organization's reason codes."
        ),
        Field("note", \.note, .text(1...Limits.text), about: "What there is to say about it.")
    )
}

extension UpdateOffer {
    /// There is something to change, and what is said is said of it.
    public func faults() -> [FieldError] {
        var faults: [FieldError] = []
        if status == nil, offerDetails == nil {
            faults.append(FieldError("status", .missing, "or offer_details is required"))
        }
        for (name, isGiven) in [("reason_code", reasonCode != nil), ("note", note != nil)]
        where isGiven && status == nil {
            faults.append(FieldError(name, .inconsistent, "needs status beside it"))
        }
        return faults
    }
}
