import Contract
import Foundation
import HTTP
import NIOConcurrencyHelpers
import Postgres
import ServiceKit
import ServiceStore
import Synchronization
import TestKit
import Testing
import Tokens
import Vocabulary

@testable import interviews

/// The service as it is, over real HTTP, on a scratch schema; identity answers in process.
final class InterviewsBench: Sendable {
    let schema: OwnedSchema
    let clock: TestClock
    let desk: Desk
    let port: Int
    private let program: RunningProgram
    private let client: Client
    private let upstream: Upstream
    private let key: SigningKey
    private let issuer: TokenIssuer
    /// The records that identity says an organization has.
    private let candidates = Mutex<[OrganizationID: Set<CandidateID>]>([:])

    /// Two organizations that must not learn of each other.
    static let ours: OrganizationID = .number(1)
    static let theirs: OrganizationID = .number(2)

    /// Runs a test with a service of its own.
    static func run(_ body: (InterviewsBench) async throws -> Void) async throws {
        let migrations = ServiceStore.migrations + InterviewsMigrations.all
        try await withOwnedSchema("interviews", migrations: migrations) { (schema) async throws in
            let bench = try await InterviewsBench(schema)
            do {
                try await body(bench)
                try await bench.close()
            } catch {
                try? await bench.close()
                throw error
            }
        }
    }

    private init(_ schema: OwnedSchema) async throws {
        let clock = TestClock()
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let own = try await SigningKey.generate()
        try own.pem.write(
            to: folder.appending(path: "interviews.key.pem"),
            atomically: true,
            encoding: .utf8
        )
        let environment = [
            "VOUCH_KEYS_DIRECTORY": folder.path(), "VOUCH_PORT": "0", "VOUCH_STOP_GRACE": "0s",
            // Nobody listens there: the bench itself says who is believed.
            "VOUCH_IDENTITY_ADDRESSES": "127.0.0.1:1",
        ]
        var surroundings = Surroundings(environment: environment, log: { _ in })
        surroundings.now = { clock.now }
        key = try await SigningKey.generate()
        let identifiers = clock.identifiers
        issuer = TokenIssuer(now: { clock.now }, identifiers: identifiers)
        self.schema = schema
        self.clock = clock
        let store = ServiceStore(serving: schema.serving, system: schema.system)
        desk = Desk(store: store, now: { clock.now }, identifiers: identifiers)
        let known = NIOLockedValueBox<InterviewsBench?>(nil)
        let register = Register(
            findCandidates: { question, _ in
                known.withLockedValue { $0 }?.find(question) ?? KnownCandidates(ids: [])
            },
            // Members have the numbers below a hundred; the hundreds are the others'.
            findUsers: { question, _ in
                let isOurs = question.organization == Self.ours
                let range: ClosedRange<UInt64> = isOurs ? 1...99 : 101...199
                let members = Set(range.map { UserID.number($0) })
                return KnownUsers(ids: question.ids.filter(members.contains))
            }
        )
        let routes = InterviewsRoutes(desk: desk, register: register).routes
        program = try await RunningProgram.start(.interviews, in: surroundings) { _ in routes }
        program.runtime.verifier.trustIdentity([key.verification])
        port = program.port
        client = Client()
        upstream = Upstream("interviews", at: [Upstream.Address("127.0.0.1", port)])
        release = { known.withLockedValue { $0 = nil } }
        known.withLockedValue { $0 = self }
        candidates.withLock {
            $0 = [
                Self.ours: Set((1...400).map { CandidateID.number($0) }),
                Self.theirs: Set((401...500).map { CandidateID.number($0) }),
            ]
        }
    }

    private let release: @Sendable () -> Void

    private func close() async throws {
        release()
        await client.close()
        await program.stop()
    }

    private func find(_ question: FindCandidates) -> KnownCandidates {
        let own = candidates.withLock { $0[question.organization] ?? [] }
        return KnownCandidates(ids: question.ids.filter(own.contains))
    }
}

/// Who asks in a test.
enum Asker: Sendable {
    case admin, recruiter, manager(UInt64), interviewer(UInt64), stranger, nobody

    var principal: Principal? {
        switch self {
        case .admin: .user(.number(21), of: InterviewsBench.ours, as: .admin)
        case .recruiter: .user(.number(22), of: InterviewsBench.ours, as: .recruiter)
        case .manager(let number):
            .user(.number(number), of: InterviewsBench.ours, as: .hiringManager)
        case .interviewer(let number):
            .user(.number(number), of: InterviewsBench.ours, as: .interviewer)
        case .stranger: .user(.number(23), of: InterviewsBench.theirs, as: .admin)
        case .nobody: nil
        }
    }
}

extension InterviewsBench {
    /// An answer that was not refused.
    struct Answered<Value: Sendable>: Sendable {
        let value: Value
        let status: Int
        let tag: String?
        let body: [UInt8]
    }

    /// Asks, and returns what is answered.
    @discardableResult
    func ask<Subject: Contract.Operation>(
        _ operation: Subject,
        as asker: Asker = .recruiter,
        key: String? = nil,
        ifMatch: String? = nil
    ) async throws -> Subject.Response {
        try await answer(operation, as: asker, key: key, ifMatch: ifMatch).value
    }

    /// Asks, and returns what is answered and how; throws what it is refused with.
    func answer<Subject: Contract.Operation>(
        _ operation: Subject,
        as asker: Asker = .recruiter,
        key: String? = nil,
        ifMatch: String? = nil
    ) async throws -> Answered<Subject.Response> {
        let parts = RequestCoder<Subject>().write(operation)
        let raw = try await raw(
            parts.verb.rawValue,
            String(decoding: parts.target, as: UTF8.self),
            parts.body,
            as: asker,
            key: key,
            ifMatch: ifMatch
        )
        guard raw.status == Subject.route.success.rawValue else {
            throw try #require(try Problem(json: raw.body).refusal)
        }
        let body = raw.body.isEmpty ? Array("{}".utf8) : raw.body
        return Answered(
            value: try Subject.Response(json: body),
            status: raw.status,
            tag: raw.tag,
            body: raw.body
        )
    }

    /// Sends bytes as they are.
    func raw(
        _ verb: String,
        _ target: String,
        _ body: [UInt8] = [],
        as asker: Asker = .recruiter,
        key: String? = nil,
        ifMatch: String? = nil
    ) async throws -> Answered<Void> {
        var request =
            body.isEmpty
            ? ClientRequest(Method(verb), target) : .json(Method(verb), target, body)
        if let principal = asker.principal {
            request.head.headers.append(.authorization, "Bearer \(try token(for: principal))")
        }
        if let key { request.head.headers.append("idempotency-key", key) }
        if let ifMatch { request.head.headers.append("if-match", ifMatch) }
        let response = try await client.send(request, to: upstream, deadline: .after(.seconds(60)))
        let bytes = try await response.collect()
        return Answered(
            value: (),
            status: Int(response.status.code),
            tag: response.headers.string("etag"),
            body: bytes
        )
    }

    /// A token as identity would issue it.
    func token(for principal: Principal) throws -> String {
        try issuer.access(principal, key: key).token
    }

    /// What an operation is refused with; `nil` where it is not.
    func refusal<Subject: Contract.Operation>(
        _ operation: Subject,
        as asker: Asker = .recruiter,
        key: String? = nil,
        ifMatch: String? = nil
    ) async throws -> Refusal? {
        do {
            _ = try await answer(operation, as: asker, key: key, ifMatch: ifMatch)
            return nil
        } catch let refusal as Refusal {
            return refusal
        }
    }

    /// A process that has begun.
    func begin(
        _ candidate: UInt64 = 1,
        company: String = "Acme",
        role: String = "Programmer",
        feeder: String? = "Amazon",
        manager: UInt64? = nil
    ) async throws -> Interview {
        try await ask(
            CreateInterview(
                candidateID: .number(candidate),
                companyName: company,
                roleTitle: role,
                feederSource: feeder,
                hiringManagerID: manager.map { .number($0) }
            )
        )
    }
}
