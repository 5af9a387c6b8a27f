import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// The jobs that processes led to.
struct Placements: Sendable {
    private static let list = "ListPlacements"

    let desk: Desk

    /// Lists the jobs of a candidate, newest first.
    func list(_ request: ListPlacements, _ call: Call) async throws -> Page<Placement> {
        let viewer = try call.viewer
        var place = (date: CalendarDate.latest, id: PlacementID(UUID128(high: .max, low: .max)))
        if let cursor = request.cursor {
            guard let keys = cursor.keys(of: Self.list), keys.count == 2,
                case .number(let days) = keys[0], let date = CalendarDate(daysSinceEpoch: days),
                case .id(let id) = keys[1]
            else {
                throw Refusal.invalid([
                    FieldError("cursor", .malformed, "must be a cursor that this list gave out")
                ])
            }
            place = (date, PlacementID(id))
        }
        let rows: [PlacementRow] = try await desk.store.serving(for: viewer.organization).rows(
            InterviewQueries.placements(
                of: request.id,
                before: place,
                viewer,
                limit: request.limit + 1
            )
        )
        let found = rows.prefix(request.limit).map(\.placement)
        guard rows.count > request.limit, let last = found.last else { return Page(found) }
        let days = Int(last.placementDate.daysSinceEpoch)
        return Page(found, next: Cursor(Self.list, after: [.number(days), .id(last.id.uuid)]))
    }

    /// Records that a job ended. The hire remains one.
    func end(_ request: EndPlacement, _ call: Call) async throws -> ServiceKit.Answer<Placement> {
        try await desk.store.once(request, call, tenant: call.organization) { transaction in
            let process = try await DossierStore(transaction).process(of: request.id)
            guard process != nil else { throw Self.none }
            return try await desk.change(
                process,
                call,
                in: transaction,
                checksVersion: false
            ) { dossier, _ in
                guard let placement = dossier.placement else { throw Self.none }
                try call.expects(placement.version)
                return try dossier.endPlacement(request.reason, on: request.date)
            }.result
        }
    }

    private static let none = Refusal.notFound("There is no such placement.")
}

extension Dossier {
    /// Records that the job ended.
    mutating func endPlacement(
        _ reason: PlacementEndReason,
        on date: CalendarDate
    ) throws(InterviewObjection) -> Placement {
        guard var placement else { throw .notEnded(status) }
        if let ended = placement.endedOn { throw .placementEnded(on: ended) }
        // Somebody who never began ends on the day they were to begin, or before.
        if reason != .neverStarted, date < placement.placementDate {
            throw .endsBeforePlacement(placement.placementDate)
        }
        placement.endedOn = date
        placement.endReason = reason
        placement.version += 1
        self.placement = placement
        events.append(
            InterviewEvent(
                .placementEnded,
                to: reason.rawValue,
                instant: Instant(startOf: date),
                placementID: placement.id
            )
        )
        return placement
    }
}
