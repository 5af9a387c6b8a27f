import NIOCore
import Testing

@testable import HTTP

@Suite("Draining loses nothing")
struct DrainTests {
    @Test("Under load every request below the last GOAWAY's identifier is answered")
    func underLoad() async throws {
        let handled = Tally()
        let slow: Handler = { _ in
            handled.enter()
            try? await Task.sleep(for: .milliseconds(5))
            return Response(.ok, body: .bytes(bytes(100)))
        }
        try await serving(handler: slow) { server in
            let answered = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<3 {
                    group.addTask(executorPreference: BlockingThreads.shared) {
                        try Self.load(server.port)
                    }
                }
                let isBusy = await eventually { handled.total > 500 }
                #expect(isBusy)
                while server.connectionCount < 3 { await Task.yield() }
                try await server.drain()
                return try await group.reduce(0, +)
            }
            #expect(answered > 500)
            #expect(answered == handled.total)
            #expect(server.connectionCount == 0)
        }
    }

    /// Keeps 20 requests under way until told to go, and then reads to the end.
    /// - Returns: how many were answered.
    private static func load(_ port: Int) throws -> Int {
        let peer = try RawPeer(port)
        try peer.send(.windowUpdate(0, 1 << 30))
        var sent: [UInt32] = []
        for _ in 0..<20 { sent.append(try ask(peer)) }
        while let frame = try peer.next() {
            // What a client does that has not heard of it yet.
            if frame.type == .ping { try peer.send(Frame.ping(frame.payload, .ack)) }
            let isGoing = peer.received.contains { $0.type == .goAway }
            if frame.endsStream, !isGoing { sent.append(try ask(peer)) }
        }
        let goAways = peer.received.filter { $0.type == .goAway }
        #expect(goAways.map(\.errorCode) == [.noError, .noError])
        #expect(goAways.first?.lastStream == 0x7fff_ffff)
        let last = try #require(goAways.last?.lastStream)
        for stream in sent { #expect((peer.answers[stream]?.status == 200) == (stream <= last)) }
        return sent.count { $0 <= last }
    }

    private static func ask(_ peer: RawPeer) throws -> UInt32 {
        let stream = peer.freshStream
        try peer.send(.headers(stream, .get))
        return stream
    }

    @Test("A request that is on its way when the server begins to drain is answered")
    func onItsWay() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port)
            let drained = Task { try await server.drain() }
            let first = try peer.next { $0.type == .goAway }
            #expect(first.lastStream == 0x7fff_ffff)
            // Sent before the client had read GOAWAY, as far as the server can tell.
            try peer.send(.headers(1, .get))
            #expect(try peer.answer(to: 1).status == 200)
            let ping = try #require(peer.received.last { $0.type == .ping })
            try peer.send(Frame.ping(ping.payload, .ack))
            #expect(try peer.end() == .noError)
            #expect(peer.received.last?.lastStream == 1)
            try await drained.value
        }
    }

    @Test("A request behind the last GOAWAY is not begun")
    func behind() async throws {
        let gate = Gate()
        let handled = Tally()
        let held: Handler = { _ in
            handled.enter()
            await gate.pass()
            return Response(.ok)
        }
        try await serving(handler: held) { server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .get))
            #expect(await eventually { handled.total == 1 })
            let drained = Task { try await server.drain() }
            let ping = try peer.next { $0.type == .ping }
            try peer.send(Frame.ping(ping.payload, .ack))
            try peer.next { $0.type == .goAway }
            try peer.send(.headers(3, .get), .ping())
            try peer.next { $0.type == .ping && $0.isAcknowledgement }
            #expect(handled.total == 1)
            gate.open()
            #expect(try peer.answer(to: 1).status == 200)
            #expect(try peer.end() == .noError)
            try await drained.value
        }
    }

    @Test("A client that does not go is closed when the time to drain is over")
    func stubborn() async throws {
        var limits = ServerLimits.ofTests
        limits.drainTimeout = .milliseconds(300)
        let gate = Gate()
        try await serving(
            limits,
            handler: { _ in
                await gate.pass(); return Response(.ok)
            }
        ) {
            server in
            let peer = try RawPeer(server.port)
            try peer.send(.headers(1, .get), .ping())
            try peer.next { $0.type == .ping }
            try await server.drain()
            #expect(try peer.end() == .noError)
            #expect(peer.answers[1]?.status == nil)
            gate.open()
        }
    }

    @Test("Connections spread over all loops", arguments: [2, 3])
    func loops(_ count: Int) async throws {
        let group = LoopGroup(count: count)
        let tell: Handler = { _ in
            let index = group.executors.firstIndex { $0.eventLoop.inEventLoop } ?? -1
            return Response(.ok, body: .bytes(Array("\(index)".utf8)))
        }
        try await serving(loops: group, handler: tell) { server in
            var seen: [String: Int] = [:]
            for _ in 0..<(4 * count) {
                let peer = try RawPeer(server.port)
                seen[try peer.ask().text, default: 0] += 1
            }
            #expect(seen.keys.sorted() == (0..<count).map(String.init))
            #expect(seen.values.allSatisfy { $0 == 4 })
        }
    }
}
