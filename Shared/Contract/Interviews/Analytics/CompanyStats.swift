public import Vocabulary

/// How processes with one company go.
public struct CompanyStats: Hashable, Sendable {
    /// The company.
    public var companyName: String
    /// Processes started.
    public var total: Int
    /// Where they stand.
    public var byStatus: StatusCounts
    /// Not ended yet.
    public var active: Int
    /// Offers accepted.
    public var placements: Int
    /// placements ÷ total.
    public var conversionRate: Double?
    /// The conversion rate with what it rests on.
    public var conversion: Rate
    /// Offers accepted ÷ offers answered.
    public var offerAcceptanceRate: Double?
    /// The acceptance rate with what it rests on.
    public var offerAcceptance: Rate
    /// What all of their stages were rated.
    public var averageRatings: RatingMeans
    /// When one of them last changed.
    public var lastActivityAt: Instant?

    /// Takes every field.
    public init(
        companyName: String,
        total: Int,
        byStatus: StatusCounts,
        active: Int,
        placements: Int,
        conversionRate: Double? = nil,
        conversion: Rate,
        offerAcceptanceRate: Double? = nil,
        offerAcceptance: Rate,
        averageRatings: RatingMeans,
        lastActivityAt: Instant? = nil
    ) {
        self.companyName = companyName
        self.total = total
        self.byStatus = byStatus
        self.active = active
        self.placements = placements
        self.conversionRate = conversionRate
        self.conversion = conversion
        self.offerAcceptanceRate = offerAcceptanceRate
        self.offerAcceptance = offerAcceptance
        self.averageRatings = averageRatings
        self.lastActivityAt = lastActivityAt
    }
}

extension CompanyStats: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            companyName:
            total:
            byStatus:
            active:
            placements:
            conversionRate:
            conversion:
            offerAcceptanceRate:
            offerAcceptance:
            averageRatings:
            lastActivityAt:
        ),
        Field("company_name", \.companyName, about: "The company."),
        Field("total", \.total, about: "Processes started."),
        Field("by_status", \.byStatus, about: "Where they stand."),
        Field("active", \.active, about: "Not ended yet."),
        Field("placements", \.placements, about: "Offers accepted."),
        Field("conversion_rate", \.conversionRate, writesNull: true, about: "placements ÷ total."),
        Field("conversion", \.conversion, about: "The conversion rate with what it rests on."),
        Field(
            "offer_acceptance_rate",
            \.offerAcceptanceRate,
            writesNull: true,
            about: "Offers accepted ÷ offers answered."
        ),
        Field(
            "offer_acceptance",
            \.offerAcceptance,
            about: "The acceptance rate with what it rests on."
        ),
        Field("average_ratings", \.averageRatings, about: "What all of their stages were rated."),
        Field("last_activity_at", \.lastActivityAt, about: "When one of them last changed.")
    )
}
