import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// The stages of processes.
struct Stages: Sendable {
    let desk: Desk
    let register: Register

    /// Adds a stage.
    func add(_ request: AddStage, _ call: Call) async throws -> ServiceKit.Answer<Stage> {
        let faults = try await register.faults(inInterviewers: request.interviewerIDs, call)
        return try await desk.store.once(request, call, tenant: call.organization) { transaction in
            let changed = try await desk.change(request.id, call, in: transaction) {
                dossier,
                moment in
                guard faults.isEmpty else { throw Refusal.invalid(faults) }
                return try dossier.add(request, at: moment).id
            }
            return try await shown(changed.result, of: changed.dossier, call, transaction)
        }
    }

    /// Changes the fields that are given.
    func update(_ request: UpdateStage, _ call: Call) async throws -> Stage {
        let faults = try await register.faults(inInterviewers: request.interviewerIDs, call)
        return try await desk.store.transaction(for: call.organization) { transaction in
            let changed = try await desk.changeStage(request.stageID, call, in: transaction) {
                dossier,
                index,
                moment in
                guard faults.isEmpty else { throw Refusal.invalid(faults) }
                try dossier.update(request, of: index, at: moment)
            }
            return try await shown(request.stageID, of: changed.dossier, call, transaction)
        }
    }

    /// Records what came of a stage.
    func record(_ request: RecordOutcome, _ call: Call) async throws -> Stage {
        try await desk.store.transaction(for: call.organization) { transaction in
            let changed = try await desk.changeStage(request.stageID, call, in: transaction) {
                dossier,
                index,
                moment in
                try dossier.record(request, of: index, at: moment)
            }
            var stage = try await shown(request.stageID, of: changed.dossier, call, transaction)
            if changed.result { stage.processUnchanged = true }
            return stage
        }
    }

    /// Removes a stage.
    func remove(_ request: RemoveStage, _ call: Call) async throws -> Nothing {
        try await desk.store.transaction(for: call.organization) { transaction in
            _ = try await desk.changeStage(request.stageID, call, in: transaction) {
                dossier,
                index,
                _ in
                if try await ScorecardStore(transaction).hasCards(of: request.stageID) {
                    throw InterviewObjection.stageHasScorecards
                }
                try dossier.removeStage(at: index)
            }
            return Nothing()
        }
    }

    /// Gives a stage another date.
    func reschedule(
        _ request: RescheduleStage,
        _ call: Call
    ) async throws -> ServiceKit.Answer<Stage> {
        try await desk.store.once(request, call, tenant: call.organization) { transaction in
            let changed = try await desk.changeStage(request.stageID, call, in: transaction) {
                dossier,
                index,
                _ in
                try dossier.reschedule(request, at: index)
            }
            return try await shown(request.stageID, of: changed.dossier, call, transaction)
        }
    }

    private func shown(
        _ id: StageID,
        of dossier: Dossier,
        _ call: Call,
        _ transaction: Transaction
    ) async throws -> Stage {
        try await Showing(call.viewer, transaction).stage(id, of: dossier)
    }
}
