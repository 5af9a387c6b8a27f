public import Contract
import Crypto
import FoundationEssentials
public import Postgres
public import ServiceKit
public import Vocabulary

extension ServiceStore {
    /// Does the work of a request once, however often the request comes under its key: the claim
    /// is kept in the work's own transaction, so that either both are there or neither.
    ///
    /// A second request under the key, while the first is at work, waits for it, as long as a
    /// statement may take. Without a key it is just the transaction.
    /// - Throws: `Refusal` `keyReused` where the key came with another request before.
    public func once<Subject: Operation>(
        _ request: Subject,
        _ call: Call,
        tenant organization: OrganizationID,
        _ work: (Transaction) async throws -> Subject.Response
    ) async throws -> ServiceKit.Answer<Subject.Response> {
        try await transaction(for: organization) { transaction in
            guard let key = call.idempotencyKey, let principal = call.principal else {
                return Answer(try await work(transaction), Subject.route.success)
            }
            let claim = Claim(request, key, of: principal, organization)
            if let known = try await claim.known(transaction) { return known.answer() }
            let answer = Answer(try await work(transaction), Subject.route.success)
            try await claim.keep(answer, transaction)
            return answer
        }
    }
}

/// One key of one caller for one operation.
private struct Claim {
    private let organization: OrganizationID
    private let principal: UUID128
    private let operation: String
    private let key: String
    private let digest: [UInt8]

    init<Subject: Operation>(
        _ request: Subject,
        _ key: IdempotencyKey,
        of principal: Principal,
        _ organization: OrganizationID
    ) {
        self.organization = organization
        self.principal = principal.subject ?? UUID128(high: 0, low: 0)
        operation = Subject.name
        self.key = key.text
        // Of what the request says, not of how it was written.
        let parts = RequestCoder<Subject>().write(request)
        digest = Array(SHA256.hash(data: parts.target + [0] + parts.body))
    }

    /// Claims the key, or finds what was answered when it was claimed. One that has lain for a
    /// day is as good as none.
    func known(_ transaction: Transaction) async throws -> Kept? {
        let claimed = try await transaction.execute(
            """
            INSERT INTO idempotency_keys AS old
                (org_id, principal_id, operation, key, request_sha256, created_at)
            VALUES (\(organization), \(principal), \(operation), \(key), \(digest.bytea), now())
            ON CONFLICT (org_id, principal_id, operation, key) DO UPDATE
                SET request_sha256 = excluded.request_sha256, created_at = now(),
                    status = NULL, body = NULL, version = NULL
                WHERE old.created_at < now() - \(OldKeys.age)
            """
        )
        guard claimed == 0 else { return nil }
        let kept: Kept = try await transaction.row(
            """
            SELECT request_sha256, status, body, version FROM idempotency_keys
            WHERE org_id = \(organization) AND principal_id = \(principal)
                AND operation = \(operation) AND key = \(key)
            """
        )
        guard kept.digest == digest else {
            throw Refusal(.keyReused, "This Idempotency-Key came with another request before.")
        }
        return kept
    }

    /// Keeps what is answered.
    func keep<Response>(
        _ answer: ServiceKit.Answer<Response>,
        _ transaction: Transaction
    ) async throws(PostgresError) {
        try await transaction.execute(
            """
            UPDATE idempotency_keys
            SET status = \(Int16(answer.status)), body = \(answer.body.bytea),
                version = \(answer.version.map { Int32(clamping: $0) })
            WHERE org_id = \(organization) AND principal_id = \(principal)
                AND operation = \(operation) AND key = \(key)
            """
        )
    }
}

/// What was answered to a request that came before.
private struct Kept: PostgresRow {
    let digest: [UInt8]
    private let status: Int16
    private let body: [UInt8]
    private let version: Int32?

    init(_ row: borrowing Row) throws(PostgresError) {
        digest = (try row["request_sha256"] as Bytes).array
        status = try row["status"]
        body = (try row["body"] as Bytes).array
        version = try row["version"]
    }

    func answer<Response>() -> ServiceKit.Answer<Response> {
        ServiceKit.Answer(status: Int(status), body: body, version: version.map { Int($0) })
    }
}

/// Keys that nobody will come with again.
struct OldKeys {
    /// A replay is answered for that long.
    static let age = Interval(days: 1)

    private let system: Postgres

    init(_ system: Postgres) { self.system = system }

    /// Forgets them, in all organizations.
    func forget() async throws(PostgresError) {
        try await system.leased.execute(
            "DELETE FROM idempotency_keys WHERE created_at < now() - \(Self.age)"
        )
    }
}
