import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Interview processes as they are read.
struct ProcessLists: Sendable {
    let store: ServiceStore

    /// Reads a process with everything in it.
    func get(_ request: GetInterview, _ call: Call) async throws -> InterviewDetail {
        let viewer = try call.viewer
        // One moment for all of its parts.
        return try await store.serving(for: viewer.organization).transaction(
            isolation: .repeatableRead,
            readOnly: true
        ) { transaction in
            let dossier = try await seen(request.id, viewer, transaction)
            let showing = Showing(viewer, transaction)
            let seesOffers = if case .stagesTheyInterviewIn = viewer.scope { false } else { true }
            return InterviewDetail(
                interview: try await showing.interviews([dossier.interview])[0],
                stages: try await showing.stages(of: dossier),
                offers: seesOffers ? dossier.offers : [],
                allowedNext: dossier.allowedNext
            )
        }
    }

    /// Lists the stages of a process.
    func stages(_ request: ListStages, _ call: Call) async throws -> Page<Stage> {
        let viewer = try call.viewer
        return try await store.serving(for: viewer.organization).transaction(
            isolation: .repeatableRead,
            readOnly: true
        ) { transaction in
            let dossier = try await seen(request.id, viewer, transaction)
            return Page(try await Showing(viewer, transaction).stages(of: dossier))
        }
    }

    /// Lists processes.
    func list(_ request: ListInterviews, _ call: Call) async throws -> Page<Interview> {
        var listing = InterviewListing(request)
        // A question without a letter or a digit in it finds nothing, rather than everything.
        if request.q != nil, listing.words.isEmpty { return Page([]) }
        try listing.begin("ListInterviews", at: request.cursor)
        return try await page(listing, "ListInterviews", request.limit, call)
    }

    /// Lists the processes of a candidate.
    func list(_ request: ListCandidateInterviews, _ call: Call) async throws -> Page<Interview> {
        var listing = InterviewListing(candidate: request.id)
        try listing.begin("ListCandidateInterviews", at: request.cursor)
        return try await page(listing, "ListCandidateInterviews", request.limit, call)
    }

    /// Lists the processes with a company.
    func list(_ request: ListCompanyInterviews, _ call: Call) async throws -> Page<Interview> {
        var listing = InterviewListing(statuses: request.status, company: request.name)
        try listing.begin("ListCompanyInterviews", at: request.cursor)
        return try await page(listing, "ListCompanyInterviews", request.limit, call)
    }

    /// The states of a process, as data.
    func workflow(_ request: GetWorkflow, _ call: Call) async throws -> Workflow {
        StatusGraph.workflow
    }

    private func seen(
        _ id: InterviewID,
        _ viewer: Viewer,
        _ transaction: Transaction
    ) async throws -> Dossier {
        guard let dossier = try await DossierStore(transaction).dossier(id), viewer.sees(dossier)
        else { throw Refusal.noProcess }
        return dossier
    }

    private func page(
        _ listing: InterviewListing,
        _ name: String,
        _ limit: Int,
        _ call: Call
    ) async throws -> Page<Interview> {
        let viewer = try call.viewer
        let database = store.serving(for: viewer.organization)
        let rows: [ProcessRow] = try await database.rows(
            listing.statement(viewer, limit: limit + 1)
        )
        let found = rows.prefix(limit).map(\.interview)
        let next = rows.count > limit ? found.last.map { listing.cursor(name, after: $0) } : nil
        return Page(try await Showing(viewer, database).interviews(found), next: next)
    }
}

extension InterviewListing {
    /// What a request asks for, but for the place.
    init(_ request: ListInterviews) {
        self.init(
            statuses: request.status,
            company: request.company,
            candidate: request.candidateID,
            feeder: request.feeder,
            recruiter: request.recruiter,
            words: request.q.map { NameKey.searchWords(of: [$0]) } ?? [],
            createdFrom: request.createdFrom,
            createdTo: request.createdTo,
            sort: request.sort
        )
    }
}
