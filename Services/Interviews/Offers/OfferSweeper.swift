import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Marks offers as expired when their time has passed. The process stays where it is.
struct OfferSweeper: Sendable {
    let desk: Desk

    /// An offer that has expired is called so within half a minute.
    static let interval = Duration.seconds(30)
    /// Offers of one run; the next run is soon.
    private static let batch = 200

    private struct ExpiredRow: PostgresRow {
        let organization: OrganizationID
        let process: InterviewID

        init(_ row: borrowing Row) throws(PostgresError) {
            organization = try row["org_id"]
            process = try row["process_id"]
        }
    }

    /// Sweeps once.
    ///
    /// - Returns: how many offers it marked.
    @discardableResult
    func sweep() async throws -> Int {
        var count = 0
        for row in try await expiredAcrossTenants() {
            count += try await expire(row.process, of: row.organization) ? 1 : 0
        }
        return count
    }

    private func expire(
        _ process: InterviewID,
        of organization: OrganizationID
    ) async throws -> Bool {
        try await desk.store.transaction(for: organization) { transaction in
            // Whoever answered it meanwhile was in time.
            guard let was = try await DossierStore(transaction).lockedDossier(process) else {
                return false
            }
            return try await desk.change(was, nil, in: transaction) { dossier, moment in
                dossier.expireOffer(at: moment)
            }.result
        }
    }

    /// What has expired, of whatever organization: for the system role, which sees nothing else.
    private func expiredAcrossTenants() async throws(PostgresError) -> [ExpiredRow] {
        try await desk.store.system.rows(
            """
            SELECT org_id, process_id FROM interview_offers
            WHERE status = 'sent' AND expires_at <= \(desk.now())
            ORDER BY expires_at LIMIT \(Self.batch)
            """
        )
    }
}
