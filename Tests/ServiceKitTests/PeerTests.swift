import Contract
import HTTP
import NIOConcurrencyHelpers
import Testing
import Vocabulary

@testable import ServiceKit

@Suite("Services ask each other by operations")
struct PeerTests {
    /// What identity was asked last.
    private final class Asked: Sendable {
        let call = NIOLockedValueBox<Call?>(nil)

        @Sendable func routes(_ runtime: Runtime) -> [any Handling] {
            [
                Handle(TakeNote.self) { [self] (note: TakeNote, call: Call) in
                    self.call.withLockedValue { $0 = call }
                    if note.id == .test(404) { throw Refusal.notFound("No such note.") }
                    if note.id == .test(503) { throw Refusal.unavailable(retryAfterSeconds: 9) }
                    if note.id == .test(504) { try await Task.sleep(for: .seconds(20)) }
                    return Nothing()
                },
                Handle(GetMe.self) { [self] (_: GetMe, call: Call) in
                    self.call.withLockedValue { $0 = call }
                    return GetMe.example.response
                },
            ]
        }
    }

    private func withPair(
        _ body: (_ talent: TestProgram, _ asked: Asked) async throws -> Void
    ) async throws {
        let keys = try await TestKeys()
        defer { keys.remove() }
        let asked = Asked()
        try await withProgram(
            of: .identity,
            answering: [TakeNote.self, GetMe.self],
            keys: keys,
            asked.routes
        ) { identity in
            try await withProgram(
                of: .talent,
                identity: identity.program.port,
                keys: keys,
                greetingRoutes
            ) { talent in
                try await body(talent, asked)
            }
        }
    }

    @Test("with the asker's own token, and what is left of the caller's deadline and trace")
    func travels() async throws {
        try await withPair { talent, asked in
            let call = Call(deadline: .after(.seconds(20)))
            _ = try await talent.program.runtime.peers[.identity].send(
                TakeNote(id: .test(1)),
                for: call
            )
            let seen = try #require(asked.call.withLockedValue { $0 })
            #expect(seen.principal == .service(.talent))
            #expect(seen.trace.requestID == call.trace.requestID)
            #expect(seen.trace.id == call.trace.id)
            #expect(seen.trace.traceparent != call.trace.traceparent)
            let left = try #require(seen.deadline.remainingMilliseconds)
            // Without a deadline there would be the server's own 30 s.
            #expect(left <= 20_000 && left > 1_000)
        }
    }

    @Test("in the caller's name, where that is asked for")
    func callersName() async throws {
        try await withPair { talent, asked in
            let user = Principal.user(.test(1), of: .test(2), as: .recruiter)
            var call = Call(principal: user)
            call.token = Confidential(try talent.keys.token(for: user))
            let me = try await talent.program.runtime.peers[.identity].send(
                GetMe(),
                for: call,
                as: .caller
            )
            #expect(me.json() == GetMe.example.response.json())
            #expect(asked.call.withLockedValue { $0?.principal } == user)
        }
    }

    @Test("what it refuses is typed, and nothing of it reaches our own caller by itself")
    func refused() async throws {
        try await withPair { talent, _ in
            let identity = talent.program.runtime.peers[.identity]
            let missing = await #expect(throws: PeerError.self) {
                try await identity.send(TakeNote(id: .test(404)))
            }
            #expect(missing?.refused == .notFound("No such note."))
            #expect(missing?.refusal.code == .failed)
            let busy = await #expect(throws: PeerError.self) {
                let call = Call(deadline: .after(.seconds(1)))
                return try await identity.send(TakeNote(id: .test(503)), for: call)
            }
            #expect(busy?.refusal.code == .unavailable || busy?.refusal.code == .timedOut)
            let forbidden = await #expect(throws: PeerError.self) {
                try await identity.send(GetMe())
            }
            #expect(forbidden?.refused?.code == .forbidden)
            #expect(forbidden?.refusal.code == .failed)
        }
    }

    @Test("a deadline that passes is 504 to our caller; a service that is not there is 503")
    func lost() async throws {
        try await withPair { talent, _ in
            let late = await #expect(throws: PeerError.self) {
                try await talent.program.runtime.peers[.identity].send(
                    TakeNote(id: .test(504)),
                    for: Call(deadline: .after(.milliseconds(200)))
                )
            }
            #expect(late?.refusal.code == .timedOut)
            let gone = await #expect(throws: PeerError.self) {
                try await talent.program.runtime.peers[.feedback].send(
                    TakeNote(id: .test(1)),
                    for: Call(deadline: .after(.seconds(1)))
                )
            }
            let code = gone?.refusal.code
            #expect(code == .unavailable || code == .timedOut)
            if code == .unavailable { #expect(gone?.refusal.retryAfterSeconds == 1) }
            let metrics = await talent.program.runtime.metrics.text()
            let line = #"vouch_peer_requests_total{peer="feedback",outcome="lost"} 1"#
            #expect(metrics.contains(line))
        }
    }

    @Test("errors of peers print which and what, never what was asked")
    func descriptions() {
        let refusal = Refusal(.conflict, "ada@example.com is taken.")
        #expect("\(PeerError.refused(.identity, refusal))" == "identity refused: conflict")
    }
}
