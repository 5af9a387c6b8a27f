import Vocabulary

/// The way from start to job, step by step.
public struct Funnel: Hashable, Sendable {
    /// Processes started.
    public var totalStarted: Int
    /// Phone screens passed ÷ passed or failed.
    public var phoneScreenPassRate: Double?
    /// Technical stages passed ÷ passed or failed.
    public var technicalPassRate: Double?
    /// Onsite stages passed ÷ passed or failed.
    public var onsitePassRate: Double?
    /// Offers extended ÷ decided processes that passed every stage they had.
    public var offerExtendedRate: Double?
    /// Offers accepted ÷ offers answered.
    public var offerAcceptedRate: Double?
    /// Processes that have not ended; no failures.
    public var open: Int
    /// What the rates rest on.
    public var counts: FunnelCounts
    /// How far they can be trusted.
    public var intervals: FunnelIntervals

    /// Takes every field.
    public init(
        totalStarted: Int,
        phoneScreenPassRate: Double? = nil,
        technicalPassRate: Double? = nil,
        onsitePassRate: Double? = nil,
        offerExtendedRate: Double? = nil,
        offerAcceptedRate: Double? = nil,
        open: Int,
        counts: FunnelCounts,
        intervals: FunnelIntervals
    ) {
        self.totalStarted = totalStarted
        self.phoneScreenPassRate = phoneScreenPassRate
        self.technicalPassRate = technicalPassRate
        self.onsitePassRate = onsitePassRate
        self.offerExtendedRate = offerExtendedRate
        self.offerAcceptedRate = offerAcceptedRate
        self.open = open
        self.counts = counts
        self.intervals = intervals
    }
}

extension Funnel: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            totalStarted:
            phoneScreenPassRate:
            technicalPassRate:
            onsitePassRate:
            offerExtendedRate:
            offerAcceptedRate:
            open:
            counts:
            intervals:
        ),
        Field("total_started", \.totalStarted, about: "Processes started."),
        Field(
            "phone_screen_pass_rate",
            \.phoneScreenPassRate,
            writesNull: true,
            about: "Phone screens passed ÷ passed or failed."
        ),
        Field(
            "technical_pass_rate",
            \.technicalPassRate,
            writesNull: true,
            about: "Technical stages passed ÷ passed or failed."
        ),
        Field(
            "onsite_pass_rate",
            \.onsitePassRate,
            writesNull: true,
            about: "Onsite stages passed ÷ passed or failed."
        ),
        Field(
            "offer_extended_rate",
            \.offerExtendedRate,
            writesNull: true,
            about: "Offers extended ÷ decided processes that passed every stage they had."
        ),
        Field(
            "offer_accepted_rate",
            \.offerAcceptedRate,
            writesNull: true,
            about: "Offers accepted ÷ offers answered."
        ),
        Field("open", \.open, about: "Processes that have not ended; no failures."),
        Field("counts", \.counts, about: "What the rates rest on."),
        Field("intervals", \.intervals, about: "How far they can be trusted.")
    )
}
