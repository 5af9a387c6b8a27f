import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Dossiers of the organization that `source` acts for, as far as a viewer may see them.
struct DossierStore<Source: Database>: Sendable {
    let source: Source

    init(_ source: Source) { self.source = source }

    /// A process with everything in it, if it is there.
    func dossier(_ id: InterviewID) async throws(PostgresError) -> Dossier? {
        try await fill(try await source.rowIfAny(InterviewQueries.process(id)))
    }

    /// The same, held against other changes until the transaction ends.
    func lockedDossier(_ id: InterviewID) async throws(PostgresError) -> Dossier? {
        try await fill(try await source.rowIfAny("\(InterviewQueries.process(id)) FOR UPDATE"))
    }

    /// Holds processes against other changes until the transaction ends.
    ///
    /// - Returns: those that there are for the viewer.
    func lock(
        _ ids: [InterviewID],
        _ viewer: Viewer
    ) async throws(PostgresError) -> Set<InterviewID> {
        Set(try await source.rows(InterviewQueries.locking(ids, viewer)) as [InterviewID])
    }

    /// The process that a stage belongs to.
    func process(of stage: StageID) async throws(PostgresError) -> InterviewID? {
        try await source.rowIfAny(InterviewQueries.process(of: stage))
    }

    /// The process that led to a placement.
    func process(of placement: PlacementID) async throws(PostgresError) -> InterviewID? {
        try await source.rowIfAny(InterviewQueries.process(of: placement))
    }

    /// Whether the member interviews in the process.
    func interviews(
        _ user: UserID,
        in process: InterviewID
    ) async throws(PostgresError) -> Bool {
        let stage: StageID? = try await source.rowIfAny(
            InterviewQueries.stages(of: user, in: process)
        )
        return stage != nil
    }

    /// The active process of this candidate for the same company and role, besides this one.
    func active(besides dossier: Dossier) async throws(PostgresError) -> InterviewID? {
        try await source.rowIfAny(InterviewQueries.active(besides: dossier))
    }

    /// The processes that a bulk change names by company and role, in one order for everybody, so
    /// that two changes cannot wait for each other.
    func processes(
        withCompany company: String,
        role: String?,
        standing statuses: [InterviewStatus],
        _ viewer: Viewer
    ) async throws(PostgresError) -> [InterviewID] {
        try await source.rows(
            InterviewQueries.processes(withCompany: company, role: role, standing: statuses, viewer)
        )
    }

    private func fill(_ row: ProcessRow?) async throws(PostgresError) -> Dossier? {
        guard let row else { return nil }
        let id = row.interview.id
        // Asked for together, the three travel in one flight.
        async let stages = stages(of: id)
        async let offers = offers(of: id)
        async let placement = placement(of: id)
        return Dossier(
            interview: row.interview,
            track: row.track,
            stages: try await stages.get(),
            offers: try await offers.get(),
            placement: try await placement.get()
        )
    }

    // An `async let` forgets the type of its error; a result does not.

    private func stages(of id: InterviewID) async -> Result<[Stage], PostgresError> {
        do throws(PostgresError) {
            let rows: [StageRow] = try await source.rows(InterviewQueries.stages(of: id))
            return .success(rows.map(\.stage))
        } catch {
            return .failure(error)
        }
    }

    private func offers(of id: InterviewID) async -> Result<[Offer], PostgresError> {
        do throws(PostgresError) {
            let rows: [OfferRow] = try await source.rows(InterviewQueries.offers(of: id))
            return .success(rows.map(\.offer))
        } catch {
            return .failure(error)
        }
    }

    private func placement(of id: InterviewID) async -> Result<Placement?, PostgresError> {
        do throws(PostgresError) {
            let row: PlacementRow? = try await source.rowIfAny(InterviewQueries.placement(of: id))
            return .success(row?.placement)
        } catch {
            return .failure(error)
        }
    }
}
