import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Interview processes: begun, changed, moved.
struct Processes: Sendable {
    let desk: Desk
    let register: Register

    /// Begins a process.
    func create(
        _ request: CreateInterview,
        _ call: Call
    ) async throws -> ServiceKit.Answer<Interview> {
        let organization = try call.organization
        async let manager = register.faults(
            in: [request.hiringManagerID].compactMap(\.self).map { ("hiring_manager_id", $0) },
            call
        )
        let candidate = try await register.faults(
            in: [("candidate_id", request.candidateID)],
            call
        )
        let faults = try await candidate + manager
        // What was begun before, under its key, is answered in spite of them.
        return try await desk.store.once(request, call, tenant: organization) { transaction in
            guard faults.isEmpty else { throw Refusal.invalid(faults) }
            let moment = Moment(at: desk.now(), identifiers: desk.identifiers)
            try moment.check(request.startedOn, "started_on")
            let dossier = Dossier(request, of: organization, at: moment)
            try await desk.keep(dossier, was: nil, by: call.principal, at: moment, in: transaction)
            return dossier.interview
        }
    }

    /// Changes the fields that are given.
    func update(_ request: UpdateInterview, _ call: Call) async throws -> Interview {
        var faults: [FieldError] = []
        if case .set(let manager) = request.hiringManagerID {
            faults = try await register.faults(in: [("hiring_manager_id", manager)], call)
        }
        return try await desk.store.transaction(for: call.organization) { transaction in
            let changed = try await desk.change(request.id, call, in: transaction) {
                dossier,
                moment in
                guard faults.isEmpty else { throw Refusal.invalid(faults) }
                try dossier.update(request, at: moment)
            }
            return try await shown(changed.dossier, call, in: transaction)
        }
    }

    /// Moves a process to any state that is allowed next.
    func complete(
        _ request: CompleteInterview,
        _ call: Call
    ) async throws -> ServiceKit.Answer<Interview> {
        try await move(request, request.id, call) { dossier, moment, transaction in
            let reasons = ReasonCodeStore(transaction)
            let isKnown = try await reasons.knows(request.reasonCode)
            let cause = Cause(reasonCode: request.reasonCode, note: request.note)
            try dossier.complete(
                request.finalStatus,
                details: request.offerDetails,
                cause: cause,
                at: moment
            )
            if !isKnown { throw InterviewObjection.unknownReason }
        }
    }

    /// Lets a process wait.
    func hold(_ request: HoldInterview, _ call: Call) async throws -> ServiceKit.Answer<Interview> {
        try await move(request, request.id, call) { dossier, moment, _ in
            try dossier.putOnHold(Cause(note: request.note), at: moment)
        }
    }

    /// Lets a process go on.
    func resume(
        _ request: ResumeInterview,
        _ call: Call
    ) async throws -> ServiceKit.Answer<Interview> {
        try await move(request, request.id, call) { dossier, moment, _ in
            try dossier.takeUp(Cause(note: request.note), at: moment)
        }
    }

    /// Takes back an end that was a mistake.
    func reopen(
        _ request: ReopenInterview,
        _ call: Call
    ) async throws -> ServiceKit.Answer<Interview> {
        try await move(request, request.id, call) { dossier, moment, _ in
            try dossier.reopen(to: request.to, note: request.reason, at: moment)
        }
    }

    private func move<Subject: Operation>(
        _ request: Subject,
        _ id: InterviewID,
        _ call: Call,
        _ body: @escaping @Sendable (inout Dossier, Moment, Transaction) async throws -> Void
    ) async throws -> ServiceKit.Answer<Interview> where Subject.Response == Interview {
        try await desk.store.once(request, call, tenant: call.organization) { transaction in
            let changed = try await desk.change(id, call, in: transaction) { dossier, moment in
                try await body(&dossier, moment, transaction)
            }
            return try await shown(changed.dossier, call, in: transaction)
        }
    }

    /// The process as its caller may see it.
    private func shown(
        _ dossier: Dossier,
        _ call: Call,
        in transaction: Transaction
    ) async throws -> Interview {
        try await Showing(call.viewer, transaction).interviews([dossier.interview])[0]
    }
}
