import Contract
import Crypto
import FoundationEssentials
import Postgres
import ServiceKit
import Vocabulary

/// One key of one caller for one operation.
struct Claim: Sendable {
    private let tenant: UUID128
    private let principal: String
    private let operation: String
    private let key: String
    private let digest: Bytes

    /// Nil where there is nothing to claim: no key, nobody who could come again, or an answer that
    /// must not be kept.
    init?<Subject: Operation>(_ request: Subject, _ call: Call, _ tenant: UUID128) {
        guard let key = call.idempotencyKey, let principal = call.principal,
            Subject.idempotency != .exempt
        else { return nil }
        self.tenant = tenant
        self.principal = principal.name
        operation = Subject.name
        self.key = key.text
        // Of what the request says, not of how it was written.
        let parts = RequestCoder<Subject>().write(request)
        digest = Bytes(SHA256.hash(data: parts.target + [0] + parts.body))
    }

    /// Claims the key, or finds what was answered when it was claimed. One that has lain for a
    /// day is as good as none.
    func known(_ transaction: Transaction) async throws -> Kept? {
        let claimed = try await transaction.execute(
            """
            INSERT INTO idempotency_keys AS old
                (tenant_id, principal, operation, key, request_sha256, created_at)
            VALUES (\(tenant), \(principal), \(operation), \(key), \(digest), now())
            ON CONFLICT (tenant_id, principal, operation, key) DO UPDATE
                SET request_sha256 = excluded.request_sha256, created_at = now(),
                    status = NULL, body = NULL, version = NULL
                WHERE old.created_at < now() - \(OldKeys.age)
            """
        )
        guard claimed == 0 else { return nil }
        let kept: Kept = try await transaction.row(
            """
            SELECT request_sha256, status, body, version FROM idempotency_keys
            WHERE tenant_id = \(tenant) AND principal = \(principal)
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
            WHERE tenant_id = \(tenant) AND principal = \(principal)
                AND operation = \(operation) AND key = \(key)
            """
        )
    }
}

/// What was answered to a request that came before.
struct Kept: PostgresRow {
    let digest: Bytes
    private let status: Int16
    private let body: Bytes
    private let version: Int32?

    init(_ row: borrowing Row) throws(PostgresError) {
        digest = try row["request_sha256"]
        status = try row["status"]
        body = try row["body"]
        version = try row["version"]
    }

    func answer<Response>() -> ServiceKit.Answer<Response> {
        ServiceKit.Answer(
            status: Int(status),
            body: body.array,
            version: version.map { Int($0) }
        )
    }
}

extension Principal {
    /// What tells this principal from all others: its kind, and which of the kind.
    fileprivate var name: String {
        if case .service(let service) = self { return "service:\(service.rawValue)" }
        return "\(kind.rawValue):\(subject?.description ?? "")"
    }
}
