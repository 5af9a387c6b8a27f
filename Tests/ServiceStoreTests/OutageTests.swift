import Contract
import Foundation
import HTTP
import LocalPostgres
import Postgres
import ServiceStore
import TestKit
import Testing
import Tokens
import Vocabulary

@testable import ServiceKit

@Suite("Without its database a service says so, and comes back", .serialized)
struct OutageTests {
    @Test("PostgreSQL stops: 503 with Retry-After; it starts: 200 within 3 s")
    func outage() async throws {
        // A folder that stays while the server does not.
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "vouch-outage-\(UInt32.random(in: 0...UInt32.max))")
        defer { try? FileManager.default.removeItem(at: folder) }
        let server = try await LocalPostgres.start(.init(disposableIn: folder.path()))
        do {
            try await serve(on: server)
        } catch {
            try? await server.stop()
            throw error
        }
        try await server.stop()
    }

    private func serve(on server: LocalPostgres) async throws {
        let keys = try await ServiceFolder()
        defer { keys.remove() }
        try await server.createDatabase("outage")
        let ownership = Ownership(of: "matching")
        let admin = Postgres(
            PostgresConfiguration(server.connectionString(database: "outage"))
        )
        try await ownership.establish(on: admin)
        await admin.close()
        let identity = try await SigningKey.generate()
        let program = try await RunningProgram.start(
            .matching,
            settings: StoreSettings.all,
            in: Surroundings(
                environment: keys.environment(ownership) { role in
                    server.connectionString(database: "outage", user: role)
                },
                log: { _ in }
            ),
            answering: [WriteNote.self]
        ) { runtime in
            let store = try await ServiceStore.open(runtime, of: ownership)
            return [
                Handle(WriteNote.self) { (note: WriteNote, call: Call) in
                    let database = store.serving(for: try call.organization)
                    let text: String = try await database.row("SELECT \(note.text)")
                    return Note(text: text, version: 1)
                }
            ]
        }
        program.runtime.trust.trustIdentity([identity.verification])
        let token = try TokenIssuer(now: Instant.now, identifiers: identifiers)
            .access(.user(.test(1), of: .test(2), as: .admin), key: identity).token
        let client = Client()
        let upstream = Upstream("test", at: [.init("127.0.0.1", program.port)])
        func ask() async throws -> ClientResponse {
            var request = ClientRequest.json(.post, "/notes", Array(#"{"text":"a"}"#.utf8))
            request.head.headers.append(.authorization, "Bearer \(token)")
            return try await client.send(request, to: upstream, deadline: .after(.seconds(20)))
        }
        #expect(try await ask().status.code == 201)
        let ready = try await client.send(
            ClientRequest(.get, "/readyz"),
            to: upstream,
            deadline: .after(.seconds(5))
        )
        #expect(ready.status.code == 200)
        try await server.stop(.immediate)
        let refused = try await ask()
        #expect(refused.status.code == 503)
        #expect(refused.headers.string(.retryAfter) == "1")
        let problem = try Problem(json: try await refused.collect())
        #expect(problem.code == "unavailable")
        let unready = try await client.send(
            ClientRequest(.get, "/readyz"),
            to: upstream,
            deadline: .after(.seconds(5))
        )
        #expect(unready.status.code == 503)
        try await server.start()
        let end = ContinuousClock.now + .seconds(3)
        var status = 0
        while status != 201, ContinuousClock.now < end { status = try await ask().status.code }
        #expect(status == 201)
        await client.close()
        await program.stop()
    }
}
