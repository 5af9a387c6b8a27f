public import Vocabulary

/// A candidate record in a list.
public struct CandidateSummary: Hashable, Sendable {
    /// Identifies the record.
    public var id: CandidateID
    /// Counts its changes.
    public var version: Int
    /// How far it has come.
    public var status: CandidateStatus
    /// What the candidate is called.
    public var name: String
    /// Where to write to.
    public var email: EmailAddress?
    /// Where the candidate lives.
    public var locationCity: String?
    /// What the candidate does now.
    public var currentTitle: String?
    /// For whom.
    public var currentEmployer: String?
    /// Years of work.
    public var yearsExperience: Double?
    /// Whether an intake has added to it.
    public var hasEnrichmentData: Bool
    /// When it was made.
    public var createdAt: Instant
    /// When it last changed.
    public var updatedAt: Instant

    /// Takes every field.
    public init(
        id: CandidateID,
        version: Int,
        status: CandidateStatus,
        name: String,
        email: EmailAddress? = nil,
        locationCity: String? = nil,
        currentTitle: String? = nil,
        currentEmployer: String? = nil,
        yearsExperience: Double? = nil,
        hasEnrichmentData: Bool,
        createdAt: Instant,
        updatedAt: Instant
    ) {
        self.id = id
        self.version = version
        self.status = status
        self.name = name
        self.email = email
        self.locationCity = locationCity
        self.currentTitle = currentTitle
        self.currentEmployer = currentEmployer
        self.yearsExperience = yearsExperience
        self.hasEnrichmentData = hasEnrichmentData
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

extension CandidateSummary: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            id:
            version:
            status:
            name:
            email:
            locationCity:
            currentTitle:
            currentEmployer:
            yearsExperience:
            hasEnrichmentData:
            createdAt:
            updatedAt:
        ),
        Field("id", \.id, about: "Identifies the record."),
        Field("version", \.version, about: "Counts its changes."),
        Field("status", \.status, about: "How far it has come."),
        Field("name", \.name, about: "What the candidate is called."),
        Field("email", \.email, about: "Where to write to."),
        Field("location_city", \.locationCity, about: "Where the candidate lives."),
        Field("current_title", \.currentTitle, about: "What the candidate does now."),
        Field("current_employer", \.currentEmployer, about: "For whom."),
        Field("years_experience", \.yearsExperience, about: "Years of work."),
        Field(
            "has_enrichment_data",
            \.hasEnrichmentData,
            about: "Whether an intake has added to it."
        ),
        Field("created_at", \.createdAt, about: "When it was made."),
        Field("updated_at", \.updatedAt, about: "When it last changed.")
    )
}
