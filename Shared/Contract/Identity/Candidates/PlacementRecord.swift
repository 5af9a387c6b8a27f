public import Vocabulary

/// A job that a candidate got through this organization.
public struct PlacementRecord: Hashable, Sendable {
    /// For whom.
    public var companyName: String
    /// As what.
    public var roleTitle: String
    /// When the offer was accepted.
    public var placedOn: CalendarDate
    /// When it ended.
    public var endedOn: CalendarDate?
    /// What was accepted, for those who may see offers.
    public var offerDetails: OfferDetails?

    /// Takes every field.
    public init(
        companyName: String,
        roleTitle: String,
        placedOn: CalendarDate,
        endedOn: CalendarDate? = nil,
        offerDetails: OfferDetails? = nil
    ) {
        self.companyName = companyName
        self.roleTitle = roleTitle
        self.placedOn = placedOn
        self.endedOn = endedOn
        self.offerDetails = offerDetails
    }
}

extension PlacementRecord: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(companyName:roleTitle:placedOn:endedOn:offerDetails:),
        Field("company_name", \.companyName, .line(1...Limits.name), about: "For whom."),
        Field("role_title", \.roleTitle, .line(1...Limits.name), about: "As what."),
        Field("placed_on", \.placedOn, about: "When the offer was accepted."),
        Field("ended_on", \.endedOn, about: "When it ended."),
        Field(
            "offer_details",
            \.offerDetails,
            about: "What was accepted; administrators, recruiters and API keys see it."
        )
    )
}
