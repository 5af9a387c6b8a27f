import Contract
import FoundationEssentials
import HTTP
import Postgres
import ServiceKit
import ServiceStore
import TestKit
import Testing
import Tokens
import Vocabulary

@testable import identity

/// Identity on a schema of its own, spoken to over HTTP/2: everything is real but the time, the
/// mailbox, and how long a password takes to hash.
final class Bench: Sendable {
    /// What a test may want otherwise.
    struct Options {
        var isOpen = true
        var cost: PasswordHash.Cost
    }

    static let password = "a long enough password"
    static let operatorToken = Confidential("the operator of this bench, and nobody else")

    let schema: OwnedSchema
    let store: ServiceStore
    let clock = TestClock()
    let mailbox = Mailbox()
    let sealing: SealingKey
    let passwords: PasswordWork
    let composition: IdentityComposition
    private let edges: IdentityEdges
    private let program: RunningProgram
    private let client = Client()
    private let upstream: Upstream
    private let services: [Service: ServiceTokens]

    init(_ schema: OwnedSchema, _ options: Options) async throws {
        self.schema = schema
        store = ServiceStore(serving: schema.serving, system: schema.system)
        sealing = try SealingKey(base64: Self.sealingKey(seed: 1))
        let (clock, mailbox, store, sealing) = (clock, mailbox, store, sealing)
        var made: (IdentityEdges, IdentityComposition)?
        program = try await Self.program(clock) { runtime in
            let edges = Self.edges(runtime, options, store, sealing, mailbox)
            let composition = IdentityComposition(edges)
            try await composition.keys.refresh()
            made = (edges, composition)
            return composition.routes.routes
        }
        let runtime = program.runtime
        (edges, composition) = try #require(made)
        passwords = edges.passwords
        upstream = Upstream("identity", at: [Upstream.Address("127.0.0.1", program.port)])
        var services: [Service: ServiceTokens] = [:]
        for caller in [Service.gateway, .interviews] {
            let key = try await SigningKey.generate()
            runtime.verifier.trust(caller, [key.verification])
            services[caller] = ServiceTokens(
                caller: caller,
                key: key,
                now: runtime.now,
                identifiers: runtime.identifiers
            )
        }
        self.services = services
    }

    private static func edges(
        _ runtime: Runtime,
        _ options: Options,
        _ store: ServiceStore,
        _ sealing: SealingKey,
        _ mailbox: Mailbox
    ) -> IdentityEdges {
        IdentityEdges(
            store: store,
            verifier: runtime.verifier,
            sealing: sealing,
            passwords: PasswordWork(on: runtime.blocking, cost: options.cost),
            mailer: mailbox,
            mailText: MailText(
                site: .literal("https://vouch.example/"),
                from: .literal("no-reply@vouch.example")
            ),
            isOpen: options.isOpen,
            operator: Operator(token: operatorToken),
            identifiers: runtime.identifiers,
            now: runtime.now,
            log: runtime.log
        )
    }

    /// The program itself, with keys of its own and a clock that a test sets.
    private static func program(
        _ clock: TestClock,
        _ routes: (Runtime) async throws -> [any Handling]
    ) async throws -> RunningProgram {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vouch-identity-\(UInt64.random(in: 0...UInt64.max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = try await SigningKey.generate()
        try Data(key.pem.utf8).write(to: folder.appending(path: "identity.key.pem"))
        let environment = [
            "VOUCH_KEYS_DIRECTORY": folder.path(), "VOUCH_PORT": "0", "VOUCH_STOP_GRACE": "0s",
        ]
        var surroundings = Surroundings(environment: environment, log: { _ in })
        surroundings.now = { clock.now }
        return try await RunningProgram.start(.identity, in: surroundings, routes)
    }

    func close() async {
        await client.close()
        await program.stop()
    }

    static func sealingKey(seed: UInt8) -> String {
        Data(repeating: seed, count: SealingKey.length).base64EncodedString()
    }

    /// Identity once more, on the same schema.
    func replica(sealing: SealingKey? = nil) -> IdentityComposition {
        var edges = edges
        edges.sealing = sealing ?? edges.sealing
        return IdentityComposition(edges)
    }

    /// The same, with a memory of its own of whom to believe.
    func replicaWithVerifier() -> (IdentityComposition, TokenVerifier) {
        var edges = edges
        edges.verifier = TokenVerifier(reader: .identity, accepts: [.access])
        return (IdentityComposition(edges), edges.verifier)
    }

    /// Sends what waits to be sent.
    func deliver() async throws { try await composition.delivery.deliverAll() }
}

// MARK: Asking

extension Bench {
    /// Asks for an operation.
    /// - Throws: `Refusal`, as it was answered.
    @discardableResult
    func send<Subject: Operation>(
        _ operation: Subject,
        as token: Confidential? = nil,
        ifMatch version: Int? = nil,
        key: String? = nil,
        from address: String? = nil
    ) async throws -> Subject.Response {
        let parts = RequestCoder<Subject>().write(operation)
        let target = String(decoding: parts.target, as: UTF8.self)
        let method = Method(parts.verb.rawValue)
        var request =
            parts.body.isEmpty
            ? ClientRequest(method, target) : .json(method, target, parts.body)
        if let token { request.head.headers.append(.authorization, "Bearer \(token.text)") }
        if let version { request.head.headers.append("if-match", "\"\(version)\"") }
        if let key { request.head.headers.append("idempotency-key", key) }
        let own = "198.\(UInt8.random()).\(UInt8.random()).\(UInt8.random())"
        request.head.headers.append("x-forwarded-for", address ?? own)
        let deadline = Deadline.after(.seconds(30))
        let response = try await client.send(request, to: upstream, deadline: deadline)
        let body = try await response.collect()
        guard response.status.code == Subject.route.success.rawValue else {
            throw try refusal(response, body)
        }
        let answer = try Subject.Response(json: body.isEmpty ? Array("{}".utf8) : body)
        let version = response.headers.string("etag")
        guard version == answer.resourceVersion.map({ EntityTag.text(version: $0) }) else {
            throw Mistaken()
        }
        return answer
    }

    /// An answer whose `ETag` is not the version that it holds.
    private struct Mistaken: Error {}

    private func refusal(_ response: ClientResponse, _ body: [UInt8]) throws -> Refusal {
        let problem = try Problem(json: body)
        guard var refusal = problem.refusal, problem.status == response.status.code else {
            throw Mistaken()
        }
        refusal.retryAfterSeconds = response.headers.string(.retryAfter).flatMap { Int($0) }
        refusal.location = response.headers.string(.location)
        return refusal
    }

    /// Asks as the gateway does.
    func exchange(_ secret: Confidential) async throws -> ExchangedKey {
        try await send(ExchangeAPIKey(secret: secret), as: serviceToken(.gateway))
    }

    func revocations(since instant: Instant) async throws -> [Revocation] {
        try await send(ListRevocations(since: instant), as: serviceToken(.gateway)).items
    }

    /// A service's own.
    func serviceToken(_ caller: Service) throws -> Confidential {
        Confidential(try #require(services[caller]).token(for: .identity))
    }

    /// Does something several times at once.
    func atOnce<Answer: Sendable>(
        _ count: Int,
        _ work: @escaping @Sendable (Int) async throws -> Answer
    ) async -> [Result<Answer, any Error>] {
        await withTaskGroup(of: (Int, Result<Answer, any Error>).self) { group in
            for index in 0..<count {
                group.addTask {
                    do {
                        return (index, .success(try await work(index)))
                    } catch {
                        return (index, .failure(error))
                    }
                }
            }
            var outcomes: [(Int, Result<Answer, any Error>)] = []
            for await outcome in group { outcomes.append(outcome) }
            return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

extension UInt8 {
    fileprivate static func random() -> UInt8 { .random(in: .min ... .max) }
}

/// Runs a test with identity on a schema of its own.
func withBench(
    _ configure: (inout Bench.Options) -> Void = { _ in },
    _ body: (Bench) async throws -> Void
) async throws {
    guard let cheap = PasswordHash.Cost(logN: 10, r: 8, p: 1) else { return }
    var options = Bench.Options(cost: cheap)
    configure(&options)
    try await withOwnedSchema("identity", migrations: Bench.migrations) { schema in
        let bench = try await Bench(schema, options)
        do {
            try await body(bench)
        } catch {
            await bench.close()
            throw error
        }
        await bench.close()
    }
}

extension Bench {
    /// All that the schema is made of.
    static let migrations =
        ServiceStore.migrations + IdentityMigrations.all
}
