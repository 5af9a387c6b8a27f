public import Contract
public import Postgres
import ServiceStore
import Vocabulary

extension CandidateRecord: PostgresRow {
    /// Reads the columns in the order of `CandidateStore.columns`, which is fastest.
    init(_ row: borrowing Row) throws(PostgresError) {
        placements = (try row["placement_history"] as StoredJSON<[ToldPlacement]>).value
        candidate = Candidate(
            id: try row["id"],
            version: Int(try row["version"] as Int32),
            status: try row["status"],
            fields: try CandidateFields(row),
            hasEnrichmentData: try row["has_enrichment_data"],
            enrichmentDate: try row["enrichment_date"],
            enrichmentFields: try row["enrichment_fields"],
            originalData: (try row["original_data"] as StoredJSON<CandidateFields>?)?.value,
            placementHistory: placements.history,
            provenance: (try row["provenance"] as StoredJSON<[FieldProvenance]>).value,
            createdAt: try row["created_at"],
            updatedAt: try row["updated_at"]
        )
        statusBefore = try row["status_before"]
        person = try row["person_id"]
    }
}

extension CandidateFields {
    fileprivate init(_ row: borrowing Row) throws(PostgresError) {
        self.init(
            name: try row["name"],
            email: try row["email"],
            phone: try row["phone"],
            locationCity: try row["location_city"],
            currentTitle: try row["current_title"],
            currentEmployer: try row["current_employer"],
            yearsExperience: try row["years_experience"],
            summary: try row["summary"]
        )
        let details = (try row["details"] as StoredJSON<CandidateDetails>).value
        skills = details.skills
        education = details.education
        experience = details.experience
        languages = details.languages
        workAuthorization = details.workAuthorization
        availability = details.availability
        salaryExpectation = details.salaryExpectation
        links = details.links
    }
}

extension CandidateSummary: PostgresRow {
    public init(_ row: borrowing Row) throws(PostgresError) {
        self.init(
            id: try row["id"],
            version: Int(try row["version"] as Int32),
            status: try row["status"],
            name: try row["name"],
            email: try row["email"],
            locationCity: try row["location_city"],
            currentTitle: try row["current_title"],
            currentEmployer: try row["current_employer"],
            yearsExperience: try row["years_experience"],
            hasEnrichmentData: try row["has_enrichment_data"],
            createdAt: try row["created_at"],
            updatedAt: try row["updated_at"]
        )
    }
}
