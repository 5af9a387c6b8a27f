import Vocabulary

/// The 95 % Wilson intervals of the funnel.
public struct FunnelIntervals: Hashable, Sendable {
    /// Of `phone_screen_pass_rate`.
    public var phoneScreenPassRate: Interval?
    /// Of `technical_pass_rate`.
    public var technicalPassRate: Interval?
    /// Of `onsite_pass_rate`.
    public var onsitePassRate: Interval?
    /// Of `offer_extended_rate`.
    public var offerExtendedRate: Interval?
    /// Of `offer_accepted_rate`.
    public var offerAcceptedRate: Interval?

    /// Takes every field.
    public init(
        phoneScreenPassRate: Interval? = nil,
        technicalPassRate: Interval? = nil,
        onsitePassRate: Interval? = nil,
        offerExtendedRate: Interval? = nil,
        offerAcceptedRate: Interval? = nil
    ) {
        self.phoneScreenPassRate = phoneScreenPassRate
        self.technicalPassRate = technicalPassRate
        self.onsitePassRate = onsitePassRate
        self.offerExtendedRate = offerExtendedRate
        self.offerAcceptedRate = offerAcceptedRate
    }
}

extension FunnelIntervals: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            phoneScreenPassRate:
            technicalPassRate:
            onsitePassRate:
            offerExtendedRate:
            offerAcceptedRate:
        ),
        Field(
            "phone_screen_pass_rate",
            \.phoneScreenPassRate,
            writesNull: true,
            about: "Of `phone_screen_pass_rate`."
        ),
        Field(
            "technical_pass_rate",
            \.technicalPassRate,
            writesNull: true,
            about: "Of `technical_pass_rate`."
        ),
        Field(
            "onsite_pass_rate",
            \.onsitePassRate,
            writesNull: true,
            about: "Of `onsite_pass_rate`."
        ),
        Field(
            "offer_extended_rate",
            \.offerExtendedRate,
            writesNull: true,
            about: "Of `offer_extended_rate`."
        ),
        Field(
            "offer_accepted_rate",
            \.offerAcceptedRate,
            writesNull: true,
            about: "Of `offer_accepted_rate`."
        )
    )
}
