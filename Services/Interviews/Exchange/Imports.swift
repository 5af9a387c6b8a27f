import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Past processes from a CSV file: all of them, or none.
struct Imports: Sendable {
    let desk: Desk
    let register: Register

    /// Imports, or only checks.
    func run(
        _ request: ImportInterviews,
        _ call: Call
    ) async throws -> ServiceKit.Answer<ImportReport> {
        let organization = try call.organization
        let reasons = ReasonCodeStore(desk.store.serving(for: organization))
        let moment = Moment(at: desk.now(), identifiers: desk.identifiers)
        let reader = ImportReader(
            request.csv,
            reasonCodes: try await reasons.codes().codes,
            today: moment.latestToday
        )
        let lines = reader.lines
        async let managers = register.faults(
            in: lines.compactMap { line in
                line.hiringManagerID.map { ("lines[\(line.line)].hiring_manager_id", $0) }
            },
            call
        )
        let candidates = try await register.faults(
            in: lines.map { ("lines[\($0.line)].candidate_id", $0.candidateID) },
            call
        )
        let faults = try await reader.faults + candidates + managers
        return try await desk.store.once(request, call, tenant: organization) { transaction in
            guard faults.isEmpty else { throw Refusal.invalid(ImportReader.told(faults)) }
            let report = ImportReport(imported: lines.count, checkedOnly: request.dryRun)
            guard !request.dryRun, !lines.isEmpty else { return report }
            try await keep(lines, of: organization, call, in: transaction)
            return report
        }
    }

    /// Lines that are written at a time.
    private static let batch = 256

    /// Refuses lines that would stand beside an active process of the same candidate, company and
    /// role: one that there is, or another line.
    private func check(
        _ dossiers: [Dossier],
        _ lines: [ImportLine],
        in transaction: Transaction
    ) async throws {
        var faults: [FieldError] = []
        var seen: Set<[String]> = []
        let store = DossierStore(transaction)
        for (dossier, line) in zip(dossiers, lines) where !dossier.status.isTerminal {
            let names = [line.companyName, line.roleTitle].map(NameKey.key(of:))
            let isFirst = seen.insert(["\(line.candidateID)"] + names).inserted
            if isFirst, try await store.active(besides: dossier) == nil { continue }
            faults.append(
                FieldError(
                    "lines[\(line.line)]",
                    .inconsistent,
                    "is another active process for the same candidate, company and role"
                )
            )
        }
        if !faults.isEmpty { throw Refusal.invalid(faults) }
    }

    private func keep(
        _ lines: [ImportLine],
        of organization: OrganizationID,
        _ call: Call,
        in transaction: Transaction
    ) async throws {
        let moment = Moment(at: desk.now(), identifiers: desk.identifiers)
        var dossiers: [Dossier] = []
        for line in lines { dossiers.append(try Dossier(line, of: organization, at: moment)) }
        try await check(dossiers, lines, in: transaction)
        for start in stride(from: 0, to: dossiers.count, by: Self.batch) {
            let batch = Array(dossiers[start..<min(start + Self.batch, dossiers.count)])
            try await DossierStore(transaction).insert(batch)
            try await EventLog(transaction).append(batch, by: call.principal, at: moment)
        }
        let figures = FiguresStore(transaction)
        let names = lines.flatMap { [$0.companyName] + [$0.feederSource].compactMap(\.self) }
        try await figures.keep(names, of: organization)
        try await figures.add(dossiers.map { (nil, $0) }, of: organization, at: moment.at)
    }
}

extension Dossier {
    /// A process with its past.
    init(
        _ line: ImportLine,
        of organization: OrganizationID,
        at moment: Moment
    ) throws(InterviewObjection) {
        let begin = CreateInterview(
            candidateID: line.candidateID,
            companyName: line.companyName,
            roleTitle: line.roleTitle,
            feederSource: line.feederSource,
            recruiterName: line.recruiterName,
            hiringManagerID: line.hiringManagerID,
            startedOn: line.startedOn ?? line.endedOn
        )
        self.init(begin, of: organization, at: moment)
        events[0].what = .imported
        let cause = Cause(
            reasonCode: line.reasonCode,
            endedAt: line.endedOn.map(Instant.init(startOf:))
        )
        switch line.status {
        case .inProgress: break
        case .onHold, .offerExtended, .offerAccepted, .rejectedByCompany, .candidateWithdrew,
            .roleClosed:
            try complete(line.status, details: nil, cause: cause, at: moment)
        case .offerDeclined:
            try complete(.offerExtended, details: nil, cause: Cause(), at: moment)
            try complete(.offerDeclined, details: nil, cause: cause, at: moment)
        }
    }
}
