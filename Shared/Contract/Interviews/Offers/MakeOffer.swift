public import Vocabulary

/// Makes an offer.
public struct MakeOffer: Hashable, Sendable {
    /// Identifies the process.
    public var id: InterviewID
    /// What is offered.
    public var offerDetails: OfferDetails?
    /// Send it at once, rather than keep a draft.
    public var send: Bool

    /// Takes every field.
    public init(
        id: InterviewID,
        offerDetails: OfferDetails? = nil,
        send: Bool = true
    ) {
        self.id = id
        self.offerDetails = offerDetails
        self.send = send
    }
}

extension MakeOffer: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/interviews/{id}/offers", .created)
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict, .preconditionFailed]
    /// What it answers.
    public typealias Response = Offer
    /// What it does.
    public static let about = """
        Makes the next version of an offer. Sent, it takes the place of the one that is out and
        extends the offer of the process.
        """
    /// One request and its answer.
    public static let example = Example(
        MakeOffer(id: .example(11), offerDetails: .example, send: true),
        Offer.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:offerDetails:send:),
        Field("id", \.id, about: "Identifies the process."),
        Field("offer_details", \.offerDetails, about: "What is offered."),
        Field("send", \.send, default: true, about: "Send it at once, rather than keep a draft.")
    )
}
