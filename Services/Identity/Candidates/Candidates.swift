import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// The candidate records of the caller's organization.
struct Candidates: Sendable {
    private static let list = "ListCandidates"

    let store: ServiceStore
    let identifiers: IdentifierSource
    let now: @Sendable () -> Instant

    /// Makes a record.
    func create(_ request: CreateCandidate, _ call: Call) async throws
        -> ServiceKit.Answer<Candidate>
    {
        let organization = try call.organization
        return try await store.once(request, call, tenant: organization) { transaction in
            let record = CandidateRecord(
                identifiers.next(),
                request.fields,
                from: .recruiter,
                at: now()
            )
            try await CandidateStore(transaction).insert(record, of: organization)
            let known = record.candidate.provenance.compactMap {
                CandidateField(rawValue: $0.field)
            }
            let made = CandidateRecord.Happening(what: .created, fields: known, source: .recruiter)
            try await append([made], record, call, transaction)
            return record.candidate
        }
    }

    /// Reads a record: one flight to the database and back.
    func get(_ request: GetCandidate, _ call: Call) async throws -> Candidate {
        let candidates = CandidateStore(try store.serving(for: call.organization))
        guard let record = try await candidates.record(request.id) else {
            throw try await absence(of: request.id, candidates)
        }
        return record.candidate.seen(by: try call.caller)
    }

    /// Lists records, newest first.
    func list(_ request: ListCandidates, _ call: Call) async throws -> Page<CandidateSummary> {
        let words = request.q.map(SearchWords.query) ?? []
        // A question without a letter or a digit in it finds nothing, rather than everything.
        guard request.q == nil || !words.isEmpty else { return Page([]) }
        let listing = CandidateListing(
            statuses: request.status ?? CandidateStatus.allCases.filter { $0 != .archived },
            enrichment: request.hasEnrichmentData.map { [$0] } ?? [false, true],
            words: words,
            before: try CandidateID.before(request.cursor, in: Self.list),
            limit: request.limit + 1
        )
        let database = try store.serving(for: call.organization)
        let found = try await CandidateStore(database).summaries(listing)
        return Page(found, limit: request.limit, of: Self.list) { [.id($0.id.uuid)] }
    }

    /// Changes a record.
    func update(_ request: UpdateCandidate, _ call: Call) async throws -> Candidate {
        let organization = try call.organization
        return try await store.transaction(for: organization) { transaction in
            let candidates = CandidateStore(transaction)
            let old = try await locked(request.id, candidates, call)
            var record = old
            let happenings = try record.apply(request, from: .recruiter, at: now())
            guard !happenings.isEmpty else { return old.candidate }
            try await candidates.update(record, from: old, of: organization)
            try await append(happenings, record, call, transaction)
            return record.candidate
        }
    }

    /// Removes a record and all it says. Events keep what they hold: identifiers, names of fields,
    /// moments.
    func delete(_ request: DeleteCandidate, _ call: Call) async throws -> Nothing {
        let organization = try call.organization
        return try await store.transaction(for: organization) { transaction in
            let candidates = CandidateStore(transaction)
            let record = try await locked(request.id, candidates, call)
            _ = try await candidates.delete(request.id)
            try await transaction.append(
                .about(record, of: organization, "candidate_deleted", by: call.principal, at: now())
            )
            return Nothing()
        }
    }

    /// Merges another record into one, which survives.
    func merge(_ request: MergeCandidate, _ call: Call) async throws -> ServiceKit.Answer<Candidate>
    {
        let organization = try call.organization
        return try await store.once(request, call, tenant: organization) { transaction in
            let candidates = CandidateStore(transaction)
            let found = try await candidates.lockedRecords([request.id, request.otherID])
            guard let old = found.first(where: { $0.candidate.id == request.id }) else {
                throw try await absence(of: request.id, candidates)
            }
            guard let other = found.first(where: { $0.candidate.id == request.otherID }) else {
                throw try await absence(ofOther: request.otherID, candidates)
            }
            try Self.check(old, call)
            var record = old
            let merged = try record.absorb(other, at: now())
            try await candidates.update(record, from: old, of: organization)
            try await candidates.replace(request.otherID, by: request.id, of: organization)
            try await append([merged], record, call, transaction)
            try await transaction.append(
                .about(
                    other,
                    of: organization,
                    "candidate_merged_into",
                    by: call.principal,
                    at: now(),
                    other: request.id
                )
            )
            return record.candidate
        }
    }

    private func locked(
        _ id: CandidateID,
        _ candidates: CandidateStore<Transaction>,
        _ call: Call
    ) async throws -> CandidateRecord {
        guard let record = try await candidates.lockedRecords([id]).first else {
            throw try await absence(of: id, candidates)
        }
        try Self.check(record, call)
        return record
    }

    private static func check(
        _ record: CandidateRecord,
        _ call: Call
    ) throws(CandidateError) {
        guard call.ifMatch?.admits(version: record.candidate.version) ?? true else {
            throw .changedMeanwhile
        }
    }

    private func append(
        _ happenings: [CandidateRecord.Happening],
        _ record: CandidateRecord,
        _ call: Call,
        _ transaction: Transaction
    ) async throws {
        for happening in happenings {
            try await transaction.append(
                .about(record, of: call.organization, happening, by: call.principal, at: now())
            )
        }
    }
}

/// Why the other record of a merge is not there: a merge that is over is no place to look at.
private func absence(
    ofOther id: CandidateID,
    _ candidates: CandidateStore<some Database>
) async throws(PostgresError) -> CandidateError {
    try await candidates.survivor(of: id) == nil ? .noSuchCandidate : .mergedBefore
}

/// Why a record is not there: it was merged, or there is none.
func absence(
    of id: CandidateID,
    _ candidates: CandidateStore<some Database>
) async throws(PostgresError) -> CandidateError {
    try await candidates.survivor(of: id).map { .merged(into: $0) } ?? .noSuchCandidate
}
