import Contract
import Postgres
import ServiceStore
import Vocabulary

/// The reason codes of the organization that `source` acts for.
struct ReasonCodeStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// What holds until an organization has made its own list.
    static var usual: ReasonCodes {
        ReasonCodes(
            version: 1,
            codes: [
                "skills_gap", "experience", "compensation", "culture", "location",
                "work_authorization", "communication", "withdrew_other_offer", "withdrew_process",
                "other",
            ]
        )
    }

    private struct CodesRow: PostgresRow {
        let codes: ReasonCodes

        init(_ row: borrowing Row) throws(PostgresError) {
            codes = ReasonCodes(version: try row["version"], codes: try row["codes"])
        }
    }

    /// The list.
    func codes() async throws(PostgresError) -> ReasonCodes {
        let row: CodesRow? = try await source.rowIfAny("SELECT version, codes FROM reason_codes")
        return row?.codes ?? Self.usual
    }

    /// Whether a code may be given; none may always be given.
    func knows(_ code: String?) async throws(PostgresError) -> Bool {
        guard let code else { return true }
        return try await codes().codes.contains(code)
    }

    /// Replaces the list that had this version.
    ///
    /// - Returns: false where it has another by now.
    func replace(
        _ old: ReasonCodes,
        with codes: [String],
        of organization: OrganizationID
    ) async throws(PostgresError) -> Bool {
        try await source.execute(
            """
            INSERT INTO reason_codes (org_id, version, codes)
            VALUES (\(organization), \(old.version + 1), \(codes))
            ON CONFLICT (org_id) DO UPDATE SET (version, codes) =
                (EXCLUDED.version, EXCLUDED.codes)
            WHERE reason_codes.version = \(old.version)
            """
        ) == 1
    }
}
