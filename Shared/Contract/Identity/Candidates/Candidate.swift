public import Vocabulary

/// One organization's record about somebody.
public struct Candidate: Hashable, Sendable {
    /// Identifies the record.
    public var id: CandidateID
    /// Counts its changes.
    public var version: Int
    /// How far it has come.
    public var status: CandidateStatus
    /// What is known.
    public var fields: CandidateFields
    /// Whether an intake has added to it.
    public var hasEnrichmentData: Bool
    /// When an intake added to it.
    public var enrichmentDate: Instant?
    /// The fields that it added to.
    public var enrichmentFields: [String]
    /// What was known before.
    public var originalData: CandidateFields?
    /// The jobs that came of it.
    public var placementHistory: [PlacementRecord]
    /// Where the values came from.
    public var provenance: [FieldProvenance]
    /// When it was made.
    public var createdAt: Instant
    /// When it last changed.
    public var updatedAt: Instant

    /// Takes every field.
    public init(
        id: CandidateID,
        version: Int,
        status: CandidateStatus,
        fields: CandidateFields,
        hasEnrichmentData: Bool = false,
        enrichmentDate: Instant? = nil,
        enrichmentFields: [String] = [],
        originalData: CandidateFields? = nil,
        placementHistory: [PlacementRecord] = [],
        provenance: [FieldProvenance] = [],
        createdAt: Instant,
        updatedAt: Instant
    ) {
        self.id = id
        self.version = version
        self.status = status
        self.fields = fields
        self.hasEnrichmentData = hasEnrichmentData
        self.enrichmentDate = enrichmentDate
        self.enrichmentFields = enrichmentFields
        self.originalData = originalData
        self.placementHistory = placementHistory
        self.provenance = provenance
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

extension Candidate: WireObject, Versioned {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            id:
            version:
            status:
            fields:
            hasEnrichmentData:
            enrichmentDate:
            enrichmentFields:
            originalData:
            placementHistory:
            provenance:
            createdAt:
            updatedAt:
        ),
        Field("id", \.id, about: "Identifies the record."),
        Field("version", \.version, about: "Counts its changes."),
        Field("status", \.status, about: "How far it has come."),
        .inline(\.fields),
        Field(
            "has_enrichment_data",
            \.hasEnrichmentData,
            about: "Whether an intake has added to it."
        ),
        Field("enrichment_date", \.enrichmentDate, about: "When an intake added to it."),
        Field("enrichment_fields", \.enrichmentFields, about: "The fields that it added to."),
        Field("original_data", \.originalData, about: "What was known before."),
        Field("placement_history", \.placementHistory, about: "The jobs that came of it."),
        Field("provenance", \.provenance, about: "Where the values came from."),
        Field("created_at", \.createdAt, about: "When it was made."),
        Field("updated_at", \.updatedAt, about: "When it last changed.")
    )
}
