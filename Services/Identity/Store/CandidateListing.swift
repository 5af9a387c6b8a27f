import Contract
import Postgres
import ServiceStore
import Vocabulary

/// What a list of candidate records is asked for.
struct CandidateListing: Hashable {
    var statuses: [CandidateStatus]
    /// Whether an intake has added to them, or has not; both unless it is said.
    var enrichment: [Bool]
    /// Beginnings of words that each of them has.
    var words: [String]
    /// Only those made before this one.
    var before: CandidateID
    var limit: Int
}

extension CandidateStore {
    private static var summaryColumns: Statement {
        """
        c.id, c.version, c.status, c.name, c.email, c.location_city, c.current_title,
        c.current_employer, c.years_experience, c.has_enrichment_data, c.created_at, c.updated_at
        """
    }

    /// Newest first, which is the order of their identifiers.
    func summaries(_ listing: CandidateListing) async throws(PostgresError) -> [CandidateSummary] {
        try await source.rows(listing.words.isEmpty ? newest(listing) : matching(listing))
    }

    /// The newest of each state are read off the index in their order, and then merged: as many
    /// rows as there are states times `limit`, however many records there are.
    private func newest(_ listing: CandidateListing) -> Statement {
        """
        SELECT \(Self.summaryColumns)
        FROM unnest(\(listing.statuses)) AS s (status)
        CROSS JOIN unnest(\(listing.enrichment)) AS e (is_enriched)
        CROSS JOIN LATERAL (
            SELECT * FROM candidates
            WHERE status = s.status AND has_enrichment_data = e.is_enriched
                AND id < \(listing.before)
            ORDER BY id DESC LIMIT \(Int64(listing.limit))
        ) AS c
        ORDER BY c.id DESC LIMIT \(Int64(listing.limit))
        """
    }

    private func matching(_ listing: CandidateListing) -> Statement {
        let conditions: [Statement] = listing.words.map { word in
            // No word goes on with a character behind the last one there is.
            """
            c.id IN (SELECT candidate_id FROM candidate_words
                WHERE word >= \(word) AND word < \(word + "\u{10FFFF}"))
            """
        }
        return """
            SELECT \(Self.summaryColumns) FROM candidates AS c
            WHERE \(conditions, separator: " AND ")
                AND c.status = ANY(\(listing.statuses))
                AND c.has_enrichment_data = ANY(\(listing.enrichment))
                AND c.id < \(listing.before)
            ORDER BY c.id DESC LIMIT \(Int64(listing.limit))
            """
    }
}
