public import Contract
public import Postgres
public import ServiceKit
public import Vocabulary

extension ServiceStore {
    /// Does the work of a request for an organization once, however often the request comes under
    /// its key: the claim is kept in the work's own transaction, so that either both are there or
    /// neither.
    ///
    /// A second request under the key, while the first is at work, waits for it, as long as a
    /// statement may take; it then gets the same answer, or does the work if the first failed.
    /// Without a key, or where the answer holds a secret, it is just the transaction.
    /// - Throws: `Refusal` `keyReused` where the key came with another request before; what `work`
    ///   throws; `PostgresError`.
    public func once<Subject: Operation>(
        _ request: Subject,
        _ call: Call,
        tenant organization: OrganizationID,
        _ work: (Transaction) async throws -> Subject.Response
    ) async throws -> ServiceKit.Answer<Subject.Response> {
        let claim = Claim(request, call, organization.uuid)
        return try await transaction(for: organization) { transaction in
            try await Self.answer(claim, transaction, work, Subject.self)
        }
    }

    /// The same for the work of a request for a person.
    public func once<Subject: Operation>(
        _ request: Subject,
        _ call: Call,
        tenant person: PersonID,
        _ work: (Transaction) async throws -> Subject.Response
    ) async throws -> ServiceKit.Answer<Subject.Response> {
        let claim = Claim(request, call, person.uuid)
        return try await transaction(for: person) { transaction in
            try await Self.answer(claim, transaction, work, Subject.self)
        }
    }

    private static func answer<Subject: Operation>(
        _ claim: Claim?,
        _ transaction: Transaction,
        _ work: (Transaction) async throws -> Subject.Response,
        _ subject: Subject.Type
    ) async throws -> ServiceKit.Answer<Subject.Response> {
        guard let claim else {
            return Answer(try await work(transaction), subject.route.success)
        }
        if let known = try await claim.known(transaction) { return known.answer() }
        let answer = Answer(try await work(transaction), subject.route.success)
        try await claim.keep(answer, transaction)
        return answer
    }
}
