import Vocabulary

/// What the rates of the funnel rest on.
public struct FunnelCounts: Hashable, Sendable {
    /// For `phone_screen_pass_rate`.
    public var phoneScreenPassRate: FunnelCount
    /// For `technical_pass_rate`.
    public var technicalPassRate: FunnelCount
    /// For `onsite_pass_rate`.
    public var onsitePassRate: FunnelCount
    /// For `offer_extended_rate`.
    public var offerExtendedRate: FunnelCount
    /// For `offer_accepted_rate`.
    public var offerAcceptedRate: FunnelCount

    /// Takes every field.
    public init(
        phoneScreenPassRate: FunnelCount,
        technicalPassRate: FunnelCount,
        onsitePassRate: FunnelCount,
        offerExtendedRate: FunnelCount,
        offerAcceptedRate: FunnelCount
    ) {
        self.phoneScreenPassRate = phoneScreenPassRate
        self.technicalPassRate = technicalPassRate
        self.onsitePassRate = onsitePassRate
        self.offerExtendedRate = offerExtendedRate
        self.offerAcceptedRate = offerAcceptedRate
    }
}

extension FunnelCounts: WireObject {
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
            about: "For `phone_screen_pass_rate`."
        ),
        Field("technical_pass_rate", \.technicalPassRate, about: "For `technical_pass_rate`."),
        Field("onsite_pass_rate", \.onsitePassRate, about: "For `onsite_pass_rate`."),
        Field("offer_extended_rate", \.offerExtendedRate, about: "For `offer_extended_rate`."),
        Field("offer_accepted_rate", \.offerAcceptedRate, about: "For `offer_accepted_rate`.")
    )
}
