public import Vocabulary

/// Moves an interview process.
public struct CompleteInterview: Hashable, Sendable {
    /// Identifies the process.
    public var id: InterviewID
    /// Where to; any state that is allowed next.
    public var finalStatus: InterviewStatus
    /// What is offered, or was.
    public var offerDetails: OfferDetails?
    /// Why, as one of the organization's reason codes.
    public var reasonCode: String?
    /// What there is to say about it.
    public var note: String?

    /// Takes every field.
    public init(
        id: InterviewID,
        finalStatus: InterviewStatus,
        offerDetails: OfferDetails? = nil,
        reasonCode: String? = nil,
        note: String? = nil
    ) {
        self.id = id
        self.finalStatus = finalStatus
        self.offerDetails = offerDetails
        self.reasonCode = reasonCode
        self.note = note
    }
}

extension CompleteInterview: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/interviews/{id}/complete")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict, .preconditionFailed]
    /// What it answers.
    public typealias Response = Interview
    /// What it does.
    public static let about = """
        Moves a process to any state that is allowed next. An end cancels the stages that are
        pending and settles the offer that is out. A role that closes is no rejection: say
        `role_closed`.
        """
    /// One request and its answer.
    public static let example = Example(
        CompleteInterview(
            id: .example(11),
            finalStatus: .offerAccepted,
            offerDetails: .example,
            note: "By telephone."
        ),
        Interview.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:finalStatus:offerDetails:reasonCode:note:),
        Field("id", \.id, about: "Identifies the process."),
        Field("final_status", \.finalStatus, about: "Where to; any state that is allowed next."),
        Field("offer_details", \.offerDetails, about: "What is offered, or was."),
        Field(
            "reason_code",
            \.reasonCode,
            .line(1...Limits.reasonCode),
            about: "Why, as one of the organization's reason codes."
        ),
        Field("note", \.note, .text(1...Limits.text), about: "What there is to say about it.")
    )
}

extension CompleteInterview {
    /// Details are those of an offer that is sent, or accepted.
    public func faults() -> [FieldError] {
        guard offerDetails != nil, finalStatus != .offerExtended, finalStatus != .offerAccepted
        else { return [] }
        return [
            FieldError(
                "offer_details",
                .inconsistent,
                "is only for offer_extended and offer_accepted"
            )
        ]
    }
}
