import Contract
import Postgres
import ServiceStore
import Vocabulary

/// Tells identity of the jobs that its candidates got. Events know no names, so each only says
/// that there is news of a job; how things stand with it is read when it is told.
struct PlacementRelay: Sendable {
    /// The index `events_of_placements` has the same.
    static let types = [
        InterviewChangeKind.placementMade, .placementUndone, .placementEnded, .placementCorrected,
    ].map(\.eventType)

    /// A file may bring thousands of jobs, and nobody's new one waits behind them for long.
    static let atOnce = 16

    let store: ServiceStore
    /// Asks identity.
    let put: @Sendable (PutPlacement) async throws -> Void

    init(
        store: ServiceStore,
        put: @escaping @Sendable (PutPlacement) async throws -> Void
    ) {
        self.store = store
        self.put = put
    }

    /// Tells how things stand with the job that an event is about.
    func tell(_ event: KeptEvent) async throws {
        let happened = try event.payload(as: InterviewEvent.self)
        guard let organization = event.organization, let id = happened.placementID else { return }
        let state: PlacementState? = try await store.serving(for: organization).rowIfAny(
            InterviewQueries.state(of: id, from: InterviewID(event.aggregateID))
        )
        guard let state else { return }
        try await put(
            PutPlacement(
                organization: organization,
                candidate: state.candidate,
                placement: id,
                // What is told later was read later.
                version: Int(event.position),
                record: state.placement.map(PlacementRecord.init)
            )
        )
    }
}

/// Whose job it is, and how things stand with it.
private struct PlacementState: PostgresRow {
    let candidate: CandidateID
    /// Nothing where it was taken back.
    let placement: Placement?

    init(_ row: borrowing Row) throws(PostgresError) {
        candidate = try row["process_candidate_id"]
        let id: PlacementID? = try row["id"]
        placement = id == nil ? nil : try PlacementRow(row).placement
    }
}

extension PlacementRecord {
    fileprivate init(_ placement: Placement) {
        self.init(
            companyName: placement.companyName,
            roleTitle: placement.roleTitle,
            placedOn: placement.placementDate,
            endedOn: placement.endedOn,
            offerDetails: placement.offerDetails
        )
    }
}
