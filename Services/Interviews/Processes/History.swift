import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// What happened to a process, read from the events, so that there is one account of it.
struct History: Sendable {
    private static let list = "GetInterviewHistory"

    let store: ServiceStore

    /// Lists what happened, newest last.
    func list(_ request: GetInterviewHistory, _ call: Call) async throws -> Page<InterviewChange> {
        let viewer = try call.viewer
        var place = EventLog<Transaction>.Place()
        if let cursor = request.cursor {
            guard let keys = cursor.keys(of: Self.list), keys.count == 2,
                case .instant(let at) = keys[0], case .id(let id) = keys[1]
            else {
                throw Refusal.invalid([
                    FieldError("cursor", .malformed, "must be a cursor that this list gave out")
                ])
            }
            place = EventLog.Place(at: at, id: id)
        }
        return try await store.transaction(for: viewer.organization) { transaction in
            let dossier = try await DossierStore(transaction).dossier(request.id)
            guard let dossier, viewer.sees(dossier) else { throw Refusal.noProcess }
            let readable = try await Showing(viewer, transaction).stagesWithHistory(of: dossier)
            let hidden = Set(dossier.stages.map(\.id)).subtracting(readable)
            let entries = try await EventLog(transaction).entries(
                of: request.id,
                after: place,
                limit: request.limit + 1
            )
            let page = entries.prefix(request.limit)
            let items = page.filter { entry in
                viewer.reads(entry.event, hidden: hidden, readable: readable)
            }
            let next = entries.count > request.limit ? page.last : nil
            return Page(
                items.map { InterviewChange($0) },
                next: next.map { Cursor(Self.list, after: [.instant($0.at), .id($0.id)]) }
            )
        }
    }
}

extension Viewer {
    /// Whether the viewer may read of an event. An interviewer learns of nothing but their stages:
    /// neither of offers and reasons, nor of a stage that is there no more.
    fileprivate func reads(
        _ event: InterviewEvent,
        hidden: Set<StageID>,
        readable: Set<StageID>
    ) -> Bool {
        guard case .stagesTheyInterviewIn = scope else {
            return event.stageID.map { !hidden.contains($0) } ?? true
        }
        return event.stageID.map(readable.contains) ?? false
    }
}

extension InterviewChange {
    fileprivate init<Source>(_ entry: EventLog<Source>.Entry) {
        let event = entry.event
        self.init(
            at: entry.at,
            actor: entry.actor,
            what: event.what,
            from: event.from,
            to: event.to,
            fields: event.fields ?? [],
            stageID: event.stageID,
            offer: event.offer,
            reasonCode: event.reasonCode,
            causedBy: event.causedBy
        )
    }
}
