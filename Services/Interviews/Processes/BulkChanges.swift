import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Many processes at once: a role is put on hold, or closes.
struct BulkChanges: Sendable {
    let desk: Desk

    /// Does the same to each; those that it does not fit stay as they are, and are named.
    func change(
        _ request: ChangeInterviews,
        _ call: Call
    ) async throws -> ServiceKit.Answer<BulkReport> {
        let viewer = try call.viewer
        return try await desk.store.once(request, call, tenant: viewer.organization) {
            transaction in
            let ids = try await chosen(request, viewer, transaction)
            var report = BulkReport(changed: 0, refused: 0, items: [])
            // All of them, in one order, before the first one's figures are held: whoever holds
            // one of these processes may be waiting for those.
            let held = try await DossierStore(transaction).lock(ids, viewer)
            let faults = (request.ids ?? []).enumerated().filter { !held.contains($1) }.map {
                FieldError("ids[\($0.offset)]", "unknown", "must be a process of yours")
            }
            guard faults.isEmpty else { throw Refusal.invalid(faults) }
            for id in ids.sorted() {
                let item = try await item(id, request, call, transaction)
                report.changed += item.changed ? 1 : 0
                report.refused += item.changed ? 0 : 1
                report.items.append(item)
            }
            return report
        }
    }

    private func item(
        _ id: InterviewID,
        _ request: ChangeInterviews,
        _ call: Call,
        _ transaction: Transaction
    ) async throws -> BulkItem {
        let changed = try await desk.change(id, call, in: transaction, checksVersion: false) {
            dossier,
            moment -> String? in
            let old = dossier
            do throws(InterviewObjection) {
                try dossier.apply(request, at: moment)
            } catch {
                dossier = old
                return error.refusal.detail
            }
            let isActiveAgain = old.status.isTerminal && !dossier.status.isTerminal
            if isActiveAgain, !dossier.track.isForced,
                try await DossierStore(transaction).active(besides: dossier) != nil
            {
                dossier = old
                return Refusal.active(nil).detail
            }
            return nil
        }
        return BulkItem(
            id: id,
            status: changed.dossier.status,
            changed: changed.result == nil,
            reason: changed.result
        )
    }

    private func chosen(
        _ request: ChangeInterviews,
        _ viewer: Viewer,
        _ transaction: Transaction
    ) async throws -> [InterviewID] {
        if let ids = request.ids { return distinct(ids) }
        let found = try await DossierStore(transaction).processes(
            withCompany: request.company ?? "",
            role: request.role,
            standing: request.action.fits,
            viewer
        )
        guard found.count <= Limits.bulk else {
            throw Refusal.conflict(
                "These are more than \(Limits.bulk) processes: name a role, or ids.",
                reason: "too_many"
            )
        }
        return found
    }
}

extension BulkAction {
    /// Where processes stand that the action fits.
    fileprivate var fits: [InterviewStatus] {
        switch self {
        case .hold: [.inProgress, .offerExtended]
        case .resume: [.onHold]
        case .close: [.inProgress, .onHold, .offerExtended]
        case .reopen: InterviewStatus.allCases.filter(\.isTerminal)
        }
    }
}

extension Dossier {
    fileprivate mutating func apply(
        _ request: ChangeInterviews,
        at moment: Moment
    ) throws(InterviewObjection) {
        let cause = Cause(note: request.reason)
        switch request.action {
        case .hold: try putOnHold(cause, at: moment)
        case .resume: try takeUp(cause, at: moment)
        case .close: try complete(.roleClosed, details: nil, cause: cause, at: moment)
        case .reopen: try reopen(to: nil, note: request.reason, at: moment)
        }
    }
}
