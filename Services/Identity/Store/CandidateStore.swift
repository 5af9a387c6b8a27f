import Contract
import Postgres
import ServiceStore
import Vocabulary

/// The candidate records of the organization that `source` acts for.
struct CandidateStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    private static var columns: Statement {
        """
        id, version, status, name, email, phone, location_city, current_title, current_employer,
        years_experience, summary, details, has_enrichment_data, enrichment_date,
        enrichment_fields, original_data, placement_history, provenance, created_at, updated_at,
        status_before, person_id
        """
    }

    /// One record, if it is there.
    func record(_ id: CandidateID) async throws(PostgresError) -> CandidateRecord? {
        try await source.rowIfAny("SELECT \(Self.columns) FROM candidates WHERE id = \(id)")
    }

    /// Whether there is such a record.
    func isThere(_ id: CandidateID) async throws(PostgresError) -> Bool {
        try await source.row("SELECT EXISTS (SELECT FROM candidates WHERE id = \(id))")
    }

    /// The records of these that are there, by identifier, locked against other changes. In one
    /// order, so that two who lock the same records do not wait for each other.
    func lockedRecords(_ ids: [CandidateID]) async throws(PostgresError) -> [CandidateRecord] {
        try await source.rows(
            """
            SELECT \(Self.columns) FROM candidates
            WHERE id = ANY(\(ids)) ORDER BY id FOR UPDATE
            """
        )
    }

    /// The record that this one was merged into, if it was.
    func survivor(of id: CandidateID) async throws(PostgresError) -> CandidateID? {
        try await source.rowIfAny("SELECT into_id FROM merged_candidates WHERE id = \(id)")
    }

    /// Keeps a new record, with the words it is found by.
    func insert(
        _ record: CandidateRecord,
        of organization: OrganizationID
    ) async throws(PostgresError) {
        let candidate = record.candidate
        let fields = candidate.fields
        try await source.execute(
            """
            WITH made AS (
                INSERT INTO candidates (org_id, \(Self.columns))
                VALUES (\(organization), \(candidate.id), \(Int32(candidate.version)),
                    \(candidate.status), \(fields.name), \(fields.email), \(fields.phone),
                    \(fields.locationCity), \(fields.currentTitle), \(fields.currentEmployer),
                    \(fields.yearsExperience), \(fields.summary),
                    \(StoredJSON(CandidateDetails(of: fields))), \(candidate.hasEnrichmentData),
                    \(candidate.enrichmentDate), \(candidate.enrichmentFields),
                    \(candidate.originalData.map(StoredJSON.init)),
                    \(StoredJSON(record.placements)), \(StoredJSON(candidate.provenance)),
                    \(candidate.createdAt), \(candidate.updatedAt), \(record.statusBefore),
                    \(record.person))
            )
            \(insertion(of: record, organization))
            """
        )
    }

    /// Keeps a changed record, and its words if they are others than before.
    func update(
        _ record: CandidateRecord,
        from old: CandidateRecord,
        of organization: OrganizationID
    ) async throws(PostgresError) {
        let candidate = record.candidate
        let fields = candidate.fields
        try await source.execute(
            """
            UPDATE candidates SET version = \(Int32(candidate.version)),
                status = \(candidate.status), name = \(fields.name), email = \(fields.email),
                phone = \(fields.phone), location_city = \(fields.locationCity),
                current_title = \(fields.currentTitle),
                current_employer = \(fields.currentEmployer),
                years_experience = \(fields.yearsExperience), summary = \(fields.summary),
                details = \(StoredJSON(CandidateDetails(of: fields))),
                has_enrichment_data = \(candidate.hasEnrichmentData),
                enrichment_date = \(candidate.enrichmentDate),
                enrichment_fields = \(candidate.enrichmentFields),
                original_data = \(candidate.originalData.map(StoredJSON.init)),
                placement_history = \(StoredJSON(record.placements)),
                provenance = \(StoredJSON(candidate.provenance)),
                updated_at = \(candidate.updatedAt), status_before = \(record.statusBefore),
                person_id = \(record.person)
            WHERE id = \(candidate.id)
            """
        )
        let words = record.words
        guard words != old.words else { return }
        try await source.execute(
            """
            DELETE FROM candidate_words
            WHERE candidate_id = \(candidate.id) AND word <> ALL(\(words))
            """
        )
        try await source.execute(insertion(of: record, organization))
    }

    private func insertion(
        of record: CandidateRecord,
        _ organization: OrganizationID
    ) -> Statement {
        """
        INSERT INTO candidate_words (org_id, word, candidate_id)
        SELECT \(organization), word, \(record.candidate.id) FROM unnest(\(record.words)) AS word
        ON CONFLICT DO NOTHING
        """
    }

    /// Removes a record, its words, and the traces of what was merged into it.
    ///
    /// - Returns: false where there was none.
    func delete(_ id: CandidateID) async throws(PostgresError) -> Bool {
        try await source.execute("DELETE FROM candidates WHERE id = \(id)") > 0
    }

    /// Removes a record that was merged; it, and those that were merged into it, lead to the
    /// survivor from now on.
    func replace(
        _ id: CandidateID,
        by survivor: CandidateID,
        of organization: OrganizationID
    ) async throws(PostgresError) {
        try await source.execute(
            "UPDATE merged_candidates SET into_id = \(survivor) WHERE into_id = \(id)"
        )
        try await source.execute("DELETE FROM candidates WHERE id = \(id)")
        try await source.execute(
            """
            INSERT INTO merged_candidates (org_id, id, into_id)
            VALUES (\(organization), \(id), \(survivor))
            """
        )
    }
}
