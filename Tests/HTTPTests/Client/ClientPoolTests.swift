import HTTP
import NIOCore
import Testing

/// How many connections there are, who waits, and when they end.
@Suite(.timeLimit(.minutes(2))) struct ClientPoolTests {
    @Test func aFullConnectionIsJoinedByAnotherUpToTheMost() async throws {
        let inside = Tally()
        let gate = Gate()
        try await withServer(handler: { request in
            inside.enter()
            await gate.pass()
            inside.leave()
            return await echo(request)
        }) { server in
            try await withClient { client in
                let service = Upstream(ports: server.port) {
                    $0.connectionsPerAddressMax = 3
                    $0.streamsPerConnectionMax = 4
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        try await expectEventually { inside.current == 12 }
                        gate.open()
                    }
                    for number in 0..<200 {
                        group.addTask {
                            let answer = try await client.post("\(number)", to: service).text()
                            #expect(answer == "\(number)")
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(inside.peak == 12)
                #expect(inside.total == 200)
                #expect(server.connectionCount == 3)
            }
        }
    }

    /// The peer's own limit holds from its first SETTINGS, and so does each change of it.
    @Test func thePeersLimitOnStreamsIsKept() async throws {
        var limits = ServerLimits()
        limits.concurrentStreamsMax = 3
        let inside = Tally()
        try await withServer(
            limits: limits,
            handler: { request in
                inside.enter()
                try? await Task.sleep(for: .milliseconds(20))
                inside.leave()
                return await echo(request)
            }
        ) { server in
            try await withClient { client in
                let service = Upstream(ports: server.port) { $0.connectionsPerAddressMax = 1 }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<30 { group.addTask { _ = try await client.get(from: service) } }
                    try await group.waitForAll()
                }
                #expect(inside.peak == 3)
                let counters = await client.counters(of: service)
                #expect(counters.retries == 0)
            }
        }
    }

    @Test func aChangedLimitIsKept() async throws {
        let inside = Tally()
        let peer = try await FramePeer(settings: [(3, 1)]) { frame, writer in
            guard frame.isHeaders else { return }
            inside.enter()
            if inside.total == 1 { writer.settings([(3, 4)]) }
            writer.channel.eventLoop.scheduleTask(in: .milliseconds(50)) {
                inside.leave()
                writer.respond(frame.stream)
            }
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port) { $0.connectionsPerAddressMax = 1 }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<13 { group.addTask { _ = try await client.get(from: service) } }
                try await group.waitForAll()
            }
            #expect(inside.peak == 4)
        }
        try await peer.close()
    }

    @Test func aFullLineFailsAtOnceAndALongWaitInTime() async throws {
        try await withServer(handler: { _ in
            try? await Task.sleep(for: .seconds(30))
            return .json([])
        }) { server in
            try await withClient { client in
                let service = Upstream(ports: server.port) {
                    $0.connectionsPerAddressMax = 1
                    $0.streamsPerConnectionMax = 1
                    $0.waitingMax = 1
                    $0.waitTimeout = .milliseconds(900)
                }
                let first = Task { try await client.get(from: service) }
                try await expectEventually { await client.counters(of: service).streams == 1 }
                let second = Task { try await client.get(from: service) }
                try await expectEventually { await client.counters(of: service).waiting == 1 }
                let start = ContinuousClock.now
                let third = await #expect(throws: ClientError.self) {
                    try await client.get(from: service)
                }
                #expect(third?.reason == .overloaded)
                #expect(third?.mayHaveBeenProcessed == false)
                #expect(ContinuousClock.now - start < .milliseconds(500))
                let waited = await #expect(throws: ClientError.self) { try await second.value }
                #expect(waited?.reason == .overloaded)
                #expect(await client.counters(of: service).waiting == 0)
                first.cancel()
                let cancelled = await #expect(throws: ClientError.self) { try await first.value }
                #expect(cancelled?.reason == .cancelled)
            }
        }
    }

    @Test func whoGivesUpInTheLineLeavesItToTheOthers() async throws {
        let gate = Gate()
        try await withServer(handler: { request in
            await gate.pass()
            return await echo(request)
        }) { server in
            try await withClient { client in
                let service = Upstream(ports: server.port) {
                    $0.connectionsPerAddressMax = 1
                    $0.streamsPerConnectionMax = 1
                }
                let calls = (0..<9).map { number in
                    Task { try await client.post("\(number)", to: service).text() }
                }
                try await expectEventually { await client.counters(of: service).waiting == 8 }
                for number in [2, 4, 8] { calls[number].cancel() }
                for number in [2, 4, 8] {
                    let error = await #expect(throws: ClientError.self) {
                        try await calls[number].value
                    }
                    #expect(error?.reason == .cancelled)
                }
                gate.open()
                for number in [0, 1, 3, 5, 6, 7] {
                    let answer = try await calls[number].value
                    #expect(answer == "\(number)")
                }
            }
        }
    }

    @Test func anIdleConnectionIsClosedAndTheServiceForgotten() async throws {
        try await withServer { server in
            try await withClient { client in
                let service = Upstream(ports: server.port) { $0.idleTimeout = .seconds(1) }
                _ = try await client.get(from: service)
                #expect(server.connectionCount == 1)
                try await expectEventually { server.connectionCount == 0 }
                try await expectEventually { await client.counters(of: service).requests == 0 }
                _ = try await client.get(from: service)
            }
        }
    }

    @Test func aPeerThatOnlyAcceptsIsNotConnectedTo() async throws {
        let peer = try await FramePeer(settings: nil) { _, _ in }
        try await withClient { client in
            let service = Upstream(ports: peer.port) {
                $0.connectTimeout = .milliseconds(200)
                $0.attemptsMax = 1
            }
            let error = await #expect(throws: ClientError.self) {
                try await client.post("{}", to: service)
            }
            #expect(error?.reason == .connectFailed)
            #expect(error?.mayHaveBeenProcessed == false)
            #expect(peer.requests == 0)
        }
        try await peer.close()
    }

    @Test func namesAreLookedUp() async throws {
        try await withServer { server in
            try await withClient { client in
                let service = Upstream("named", at: [.init("localhost", server.port)])
                let response = try await client.get(from: service)
                #expect(response.headers.string("x-authority") == "localhost:\(server.port)")
                let nowhere = Upstream("nowhere", at: [.init("does-not-exist.invalid", 80)])
                let error = await #expect(throws: ClientError.self) {
                    try await client.get(from: nowhere)
                }
                #expect(error?.reason == .noAddress)
                #expect(error?.mayHaveBeenProcessed == false)
            }
        }
    }
}
