import HTTP
import Testing

/// Several addresses of one service: balance, ejection, probing, change.
@Suite(.timeLimit(.minutes(2))) struct ReplicaTests {
    private static func answer(_ name: String, _ count: Tally) -> Handler {
        { _ in
            count.enter()
            return .json(Array(name.utf8))
        }
    }

    @Test func theLoadIsSpreadOverAllAddresses() async throws {
        let tallies = [Tally(), Tally(), Tally()]
        try await withServer(handler: Self.answer("a", tallies[0])) { one in
            try await withServer(handler: Self.answer("b", tallies[1])) { two in
                try await withServer(handler: Self.answer("c", tallies[2])) { three in
                    try await withClient { client in
                        let service = Upstream(ports: one.port, two.port, three.port)
                        try await withThrowingTaskGroup(of: Void.self) { group in
                            for _ in 0..<30 {
                                group.addTask {
                                    // The first connection may answer many before there are others.
                                    for _ in 0..<200 where !tallies.allSatisfy({ $0.total > 100 }) {
                                        _ = try await client.get(from: service)
                                    }
                                }
                            }
                            try await group.waitForAll()
                        }
                        #expect(tallies.allSatisfy { $0.total > 100 })
                    }
                }
            }
        }
    }

    /// Two choices send a slow replica less than a fast one.
    @Test func aSlowAddressGetsLess() async throws {
        let slow = Tally()
        let fast = Tally()
        try await withServer(handler: { _ in
            slow.enter()
            try? await Task.sleep(for: .milliseconds(40))
            return .json([])
        }) { one in
            try await withServer(handler: Self.answer("fast", fast)) { two in
                try await withClient { client in
                    let service = Upstream(ports: one.port, two.port)
                    for _ in 0..<10 { _ = try await client.get(from: service) }
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for _ in 0..<10 {
                            group.addTask {
                                for _ in 0..<30 { _ = try await client.get(from: service) }
                            }
                        }
                        try await group.waitForAll()
                    }
                    #expect(fast.total > 2 * slow.total, "\(fast.total) \(slow.total)")
                }
            }
        }
    }

    /// One of two dies: nobody notices but it gets nothing; it comes back and is used again.
    @Test func anAddressThatDiesIsEjectedAndProbedWhenItIsBack() async throws {
        let first = Tally()
        let second = Tally()
        try await withServer(handler: Self.answer("stays", first)) { staying in
            let dying = try await Server.start(
                ServerConfiguration(port: 0),
                handler: Self.answer("dies", second)
            )
            try await withClient { client in
                let service = Upstream(ports: staying.port, dying.port) {
                    $0.ejection = .milliseconds(50)
                    $0.ejectionMax = .milliseconds(400)
                }
                for _ in 0..<40 { _ = try await client.get(from: service) }
                #expect(first.total > 0 && second.total > 0)
                try await dying.close()
                let before = first.total
                for _ in 0..<40 { #expect(try await client.get(from: service).status == .ok) }
                #expect(first.total == before + 40)
                try await expectEventually { await client.counters(of: service).ejected == 1 }
                let revived = Tally()
                let back = try await Server.start(
                    ServerConfiguration(port: dying.port),
                    handler: Self.answer("is back", revived)
                )
                // It is probed without anybody's request, then trusted.
                try await expectEventually { await client.counters(of: service).ejected == 0 }
                #expect(revived.total == 0)
                for _ in 0..<40 { _ = try await client.get(from: service) }
                #expect(revived.total > 0)
                try await back.close()
            }
        }
    }

    /// It accepts, says it speaks HTTP/2, and answers nothing.
    @Test func anAddressThatStaysSilentIsEjected() async throws {
        let silent = try await FramePeer { _, _ in }
        let tally = Tally()
        try await withServer(handler: Self.answer("answers", tally)) { server in
            try await withClient { client in
                let service = Upstream(ports: silent.port, server.port) {
                    $0.failuresMax = 3
                    $0.ejection = .seconds(20)
                }
                try await expectEventually(within: .seconds(30)) {
                    _ = try? await client.get(from: service, within: .after(milliseconds: 30))
                    return await client.counters(of: service).ejected == 1
                }
                #expect(silent.requests < 20)
                for _ in 0..<20 {
                    let response = try await client.get(from: service)
                    #expect(response.status == .ok)
                }
            }
        }
        try await silent.close()
    }

    /// A peer that goes away with an error is not asked again at once.
    @Test func anAddressThatBreaksOffIsEjected() async throws {
        let broken = try await FramePeer { frame, writer in
            guard frame.isHeaders else { return }
            writer.goAway(last: 0, code: 11)
            writer.close()
        }
        let tally = Tally()
        try await withServer(handler: Self.answer("answers", tally)) { server in
            try await withClient { client in
                let service = Upstream(ports: broken.port, server.port) {
                    $0.ejection = .seconds(20)
                }
                try await expectEventually {
                    let response = try await client.get(from: service)
                    #expect(response.status == .ok)
                    return await client.counters(of: service).ejected == 1
                }
                for _ in 0..<40 {
                    let response = try await client.get(from: service)
                    #expect(response.status == .ok)
                }
                #expect(broken.requests == 1)
            }
        }
        try await broken.close()
    }

    /// Both are ejected; when one is back, the next call finds it before its time has come.
    @Test func whenAllAreEjectedTheLeastBadIsTried() async throws {
        let ports = [try await freePort(), try await freePort()]
        try await withClient { client in
            let service = Upstream(ports: ports[0], ports[1]) {
                $0.ejection = .seconds(20)
                $0.attemptsMax = 2
            }
            await #expect(throws: ClientError.self) { try await client.get(from: service) }
            #expect(await client.counters(of: service).ejected == 2)
            let peers = [
                try await FramePeer(port: ports[0]) { frame, writer in
                    if frame.isHeaders { writer.respond(frame.stream) }
                },
                try await FramePeer(port: ports[1]) { frame, writer in
                    if frame.isHeaders { writer.respond(frame.stream) }
                },
            ]
            let status = try await client.get(from: service).status
            #expect(status == .ok)
            for peer in peers { try await peer.close() }
        }
    }

    @Test func addressesMayChangeWhileInUse() async throws {
        let old = Tally()
        let new = Tally()
        try await withServer(handler: { _ in
            old.enter()
            try? await Task.sleep(for: .milliseconds(300))
            return .json(Array("old".utf8))
        }) { one in
            try await withServer(handler: Self.answer("new", new)) { two in
                try await withClient { client in
                    let service = Upstream(ports: one.port)
                    let underWay = Task { try await client.get(from: service).text() }
                    try await expectEventually { old.total == 1 }
                    service.replaceAddresses([.init("127.0.0.1", two.port)])
                    for _ in 0..<20 {
                        let answer = try await client.get(from: service).text()
                        #expect(answer == "new")
                    }
                    // What was under way there ends there, and then its connection.
                    let late = try await underWay.value
                    #expect(late == "old")
                    try await expectEventually { one.connectionCount == 0 }
                    service.replaceAddresses([])
                    let error = await #expect(throws: ClientError.self) {
                        try await client.get(from: service, within: .after(milliseconds: 300))
                    }
                    #expect(error?.mayHaveBeenProcessed == false)
                    service.replaceAddresses([.init("127.0.0.1", one.port)])
                    let answer = try await client.get(from: service).text()
                    #expect(answer == "old")
                }
            }
        }
    }
}
