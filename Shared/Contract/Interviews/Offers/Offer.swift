public import Vocabulary

/// One version of an offer.
public struct Offer: Hashable, Sendable {
    /// Counts the offers of a process, from 1.
    public var version: Int
    /// Where it stands.
    public var status: OfferStatus
    /// What is offered.
    public var offerDetails: OfferDetails
    /// When it was made.
    public var createdAt: Instant
    /// When it was sent.
    public var sentAt: Instant?
    /// When it was answered, taken back, replaced, or when its time passed.
    public var answeredAt: Instant?

    /// Takes every field.
    public init(
        version: Int,
        status: OfferStatus,
        offerDetails: OfferDetails,
        createdAt: Instant,
        sentAt: Instant? = nil,
        answeredAt: Instant? = nil
    ) {
        self.version = version
        self.status = status
        self.offerDetails = offerDetails
        self.createdAt = createdAt
        self.sentAt = sentAt
        self.answeredAt = answeredAt
    }
}

extension Offer: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(version:status:offerDetails:createdAt:sentAt:answeredAt:),
        Field("version", \.version, about: "Counts the offers of a process, from 1."),
        Field("status", \.status, about: "Where it stands."),
        Field("offer_details", \.offerDetails, about: "What is offered."),
        Field("created_at", \.createdAt, about: "When it was made."),
        Field("sent_at", \.sentAt, about: "When it was sent."),
        Field(
            "answered_at",
            \.answeredAt,
            about: "When it was answered, taken back, replaced, or when its time passed."
        )
    )
}
