import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Where processes are changed: one at a time, held against others, with everything that belongs
/// to a change in its one transaction.
struct Desk: Sendable {
    let store: ServiceStore
    let now: @Sendable () -> Instant
    let identifiers: IdentifierSource

    /// Changes a process, and returns what `body` made of it.
    ///
    /// - Throws: 404 where the caller cannot see the process, 412 where it is another version
    ///   than the caller expects; whatever `body` objects to.
    func change<Result>(
        _ id: InterviewID?,
        _ call: Call,
        in transaction: Transaction,
        checksVersion: Bool = true,
        _ body: (inout Dossier, Moment) async throws -> Result
    ) async throws -> (dossier: Dossier, result: Result) {
        let was = try await seen(id, call, in: transaction)
        if checksVersion { try call.expects(was.interview.version) }
        return try await change(was, call.principal, in: transaction, body)
    }

    /// Changes a stage of a process.
    func changeStage<Result>(
        _ stage: StageID,
        _ call: Call,
        in transaction: Transaction,
        _ body: (inout Dossier, Int, Moment) async throws -> Result
    ) async throws -> (dossier: Dossier, result: Result) {
        let id = try await DossierStore(transaction).process(of: stage)
        let was = try await seen(id, call, in: transaction, else: .noStage)
        guard let index = was.stages.firstIndex(where: { $0.id == stage }),
            try call.viewer.sees(was.stages[index])
        else { throw Refusal.noStage }
        try call.expects(was.stages[index].version)
        return try await change(was, call.principal, in: transaction) { dossier, moment in
            try await body(&dossier, index, moment)
        }
    }

    /// Changes a process that is held already.
    func change<Result>(
        _ was: Dossier,
        _ actor: Principal?,
        in transaction: Transaction,
        _ body: (inout Dossier, Moment) async throws -> Result
    ) async throws -> (dossier: Dossier, result: Result) {
        // Clocks of replicas differ, and what happens later must be dated later: by a
        // millisecond, because the events of one change are microseconds apart.
        let instant = max(now(), was.interview.updatedAt + .milliseconds(1))
        let moment = Moment(at: instant, identifiers: identifiers)
        var dossier = was
        let result = try await body(&dossier, moment)
        guard dossier != was else { return (dossier, result) }
        dossier.stamp(since: was, at: instant)
        try await keep(dossier, was: was, by: actor, at: moment, in: transaction)
        dossier.events = []
        return (dossier, result)
    }

    /// Writes a process with its events and what they add to the figures.
    func keep(
        _ dossier: Dossier,
        was: Dossier?,
        by actor: Principal?,
        at moment: Moment,
        in transaction: Transaction
    ) async throws {
        let dossiers = DossierStore(transaction)
        if !dossier.status.isTerminal, !dossier.track.isForced,
            was.map(dossier.isNewlyActive(since:)) ?? true,
            let other = try await dossiers.active(besides: dossier)
        {
            throw Refusal.active(other)
        }
        do throws(PostgresError) {
            try await dossiers.save(dossier, was: was)
        } catch {
            // Another came between the question and the answer.
            guard error.constraint == "interview_processes_active" else { throw error }
            throw Refusal.active(nil)
        }
        try await EventLog(transaction).append(dossier, by: actor, at: moment)
        let figures = FiguresStore(transaction)
        if was.map(dossier.hasOtherNames(than:)) ?? true {
            let names =
                [dossier.interview.companyName]
                + [dossier.interview.feederSource].compactMap(\.self)
            try await figures.keep(names, of: dossier.interview.organizationID)
        }
        // Last, because these rows are everybody's: they are held only until the commit.
        try await figures.add(
            [(was, dossier)],
            of: dossier.interview.organizationID,
            at: moment.at
        )
    }

    /// The process, held, if the caller may see it.
    private func seen(
        _ id: InterviewID?,
        _ call: Call,
        in transaction: Transaction,
        else refusal: Refusal = .noProcess
    ) async throws -> Dossier {
        let viewer = try call.viewer
        guard let id, let dossier = try await DossierStore(transaction).lockedDossier(id),
            viewer.sees(dossier)
        else { throw refusal }
        return dossier
    }
}

extension Dossier {
    /// Whether it may now stand beside another active process that it did not stand beside before.
    fileprivate func isNewlyActive(since was: Dossier) -> Bool {
        was.status.isTerminal
            || NameKey.key(of: was.interview.companyName)
                != NameKey.key(of: interview.companyName)
            || NameKey.key(of: was.interview.roleTitle) != NameKey.key(of: interview.roleTitle)
    }

    fileprivate func hasOtherNames(than was: Dossier) -> Bool {
        was.interview.companyName != interview.companyName
            || was.interview.feederSource != interview.feederSource
    }
}

extension Call {
    /// Who looks, and how much there is for them.
    var viewer: Viewer {
        get throws(Refusal) {
            guard let viewer = Viewer(try caller) else {
                throw Refusal(.forbidden, "This is for members of an organization.")
            }
            return viewer
        }
    }

    /// Refuses to change another version than the caller knows.
    func expects(_ version: Int) throws(Refusal) {
        guard ifMatch?.admits(version: version) ?? true else {
            throw Refusal(
                .preconditionFailed,
                "Somebody changed this meanwhile: it is version \(version) now."
            )
        }
    }
}

extension Refusal {
    static let noProcess = Refusal.notFound("There is no such interview process.")
    static let noStage = Refusal.notFound("There is no such stage.")

    /// Another process is active for the same candidate, company and role.
    static func active(_ other: InterviewID?) -> Refusal {
        var refusal = Refusal.conflict(
            "Another process is active for this candidate, company and role: use that one, or say "
                + "`force`.",
            reason: "active_process_exists"
        )
        refusal.location = other.map { "/interviews/\($0)" }
        return refusal
    }
}
