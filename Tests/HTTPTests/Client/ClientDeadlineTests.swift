import HTTP
import NIOCore
import Testing

/// Nothing waits for ever, and what nobody waits for any more is ended.
@Suite(.timeLimit(.minutes(2))) struct ClientDeadlineTests {
    @Test func whatIsLeftOfTheDeadlineTravels() async throws {
        try await withServer(handler: { request in
            .json(Array("\(request.deadline.remainingMilliseconds ?? -1)".utf8))
        }) { server in
            try await withClient { client in
                let service = Upstream(ports: server.port)
                let response = try await client.get(from: service, within: .after(.seconds(3)))
                let text = try await response.text()
                let left = try #require(Int(text))
                #expect((2_000...3_001).contains(left))
            }
        }
    }

    /// Shorter than a tick of the loop, as long as one, and over several.
    @Test(arguments: [40, 300, 700])
    func aDeadlineEndsTheCallOnBothSides(milliseconds: Int) async throws {
        let ended = Tally()
        try await withServer(handler: { _ in
            try? await Task.sleep(for: .seconds(20))
            if Task.isCancelled { ended.enter() }
            return .json([])
        }) { server in
            try await withClient { client in
                let service = Upstream(ports: server.port)
                _ = try? await client.get(from: service, within: .after(milliseconds: 1))
                let start = ContinuousClock.now
                let before = ended.total
                // The server answers 503 by itself when its clock is first.
                let outcome = await Task {
                    try await client.get(from: service, within: .after(milliseconds: milliseconds))
                }.result
                let took = ContinuousClock.now - start
                #expect(took > .milliseconds(milliseconds - 2))
                #expect(took < .milliseconds(milliseconds + 2_000))
                switch outcome {
                case .success(let response): #expect(response.status == .unavailable)
                case .failure(let error):
                    #expect((error as? ClientError)?.reason == .deadlinePassed)
                    #expect((error as? ClientError)?.mayHaveBeenProcessed == true)
                }
                try await expectEventually { ended.total > before }
            }
        }
    }

    @Test func aPeerThatSaysNothingIsLeftAtTheDeadline() async throws {
        let resets = Tally()
        let peer = try await FramePeer { frame, _ in
            if frame.isReset, frame.payload == FrameWriter.number(8) { resets.enter() }
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port)
            let error = await #expect(throws: ClientError.self) {
                try await client.get(from: service, within: .after(milliseconds: 1_500))
            }
            #expect(error?.reason == .deadlinePassed)
            #expect(error?.mayHaveBeenProcessed == true)
            try await expectEventually { resets.total == 1 }
            #expect(peer.requests == 1)
        }
        try await peer.close()
    }

    @Test func aDeadlineThatHasPassedSendsNothing() async throws {
        let peer = try await FramePeer { frame, writer in
            if frame.isHeaders { writer.respond(frame.stream) }
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port)
            let error = await #expect(throws: ClientError.self) {
                try await client.get(from: service, within: .after(milliseconds: 0))
            }
            #expect(error?.reason == .deadlinePassed)
            #expect(error?.mayHaveBeenProcessed == false)
            #expect(peer.requests == 0)
        }
        try await peer.close()
    }

    @Test func aCancelledTaskEndsItsHandlerAtOnce() async throws {
        let started = Tally()
        let ended = Tally()
        try await withServer(handler: { _ in
            started.enter()
            try? await Task.sleep(for: .seconds(20))
            if Task.isCancelled { ended.enter() }
            return .json([])
        }) { server in
            try await withClient(loops: 2) { client in
                let service = Upstream(ports: server.port)
                let calls = (0..<20).map { _ in
                    Task { try await client.get(from: service, within: .never) }
                }
                try await expectEventually { started.total == 20 }
                let start = ContinuousClock.now
                for call in calls { call.cancel() }
                for call in calls {
                    let error = await #expect(throws: ClientError.self) { try await call.value }
                    #expect(error?.reason == .cancelled)
                    #expect(error?.mayHaveBeenProcessed == true)
                }
                try await expectEventually { ended.total == 20 }
                #expect(ContinuousClock.now - start < .seconds(5))
                try await expectEventually { await client.counters(of: service).streams == 0 }
                // The connections are as good as before.
                let counters = await client.counters(of: service)
                #expect(counters.connections == 2)
            }
        }
    }

    @Test func aTaskThatIsAlreadyCancelledSendsNothing() async throws {
        let peer = try await FramePeer { frame, writer in
            if frame.isHeaders { writer.respond(frame.stream) }
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port)
            let call = Task {
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                return try await client.get(from: service)
            }
            let error = await #expect(throws: ClientError.self) { try await call.value }
            #expect(error?.reason == .cancelled)
            #expect(peer.requests == 0)
        }
        try await peer.close()
    }

    /// Cancelling while the answer arrives: one or the other, never neither and never a hang.
    @Test func cancellingAtAnyMomentEndsTheCall() async throws {
        // Four hundred at once, half of them reset, are more than one of the public may do.
        try await withServer(limits: .internal) { server in
            try await withClient(loops: 2) { client in
                let service = Upstream(ports: server.port)
                await withTaskGroup(of: Void.self) { group in
                    for number in 0..<400 {
                        group.addTask {
                            let call = Task { try await client.get(from: service) }
                            for _ in 0..<(number % 40) { await Task.yield() }
                            call.cancel()
                            switch await call.result {
                            case .success(let response): #expect(response.status == .ok)
                            case .failure(let error):
                                #expect((error as? ClientError)?.reason == .cancelled)
                            }
                        }
                    }
                }
                try await expectEventually { await client.counters(of: service).streams == 0 }
            }
        }
    }

    @Test func aDeadPeerIsFoundByPing() async throws {
        let pings = Tally()
        let peer = try await FramePeer { frame, _ in
            if frame.isPing { pings.enter() }
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port) {
                $0.pingInterval = .milliseconds(200)
                $0.pingTimeout = .milliseconds(300)
            }
            let start = ContinuousClock.now
            let error = await #expect(throws: ClientError.self) {
                try await client.send(.json(.post, "/", []), to: service, deadline: .never)
            }
            #expect(error?.reason == .connectionLost)
            #expect(error?.mayHaveBeenProcessed == true)
            #expect(ContinuousClock.now - start < .seconds(5))
            try await expectEventually { pings.total == 1 }
        }
        try await peer.close()
    }

    @Test func aPeerThatAnswersItsPingsIsKept() async throws {
        let peer = try await FramePeer { frame, writer in
            if frame.isPing { writer.frame(6, flags: 1, frame.payload) }
            if frame.isHeaders {
                writer.channel.eventLoop.scheduleTask(in: .milliseconds(1_500)) {
                    writer.respond(frame.stream)
                }
            }
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port) {
                $0.pingInterval = .milliseconds(100)
                $0.pingTimeout = .milliseconds(300)
            }
            let response = try await client.get(from: service)
            #expect(response.status == .ok)
            #expect(peer.connections == 1)
        }
        try await peer.close()
    }

    /// Whatever the peer leaves unfinished, without a deadline of the caller's.
    @Test(arguments: ["head", "body", "window"])
    func aPeerThatStopsIsLeft(amid part: String) async throws {
        let peer = try await FramePeer(settings: [(4, 1_000)]) { frame, writer in
            if frame.isPing { writer.frame(6, flags: 1, frame.payload) }
            guard frame.isHeaders, part == "body" else { return }
            writer.headers(frame.stream, [(":status", "200")])
            writer.data(frame.stream, [1, 2, 3])
        }
        try await withClient { client in
            let service = Upstream(ports: peer.port) { $0.progressTimeout = .milliseconds(400) }
            var request = ClientRequest(.post, "/")
            if part == "window" { request.body = .bytes(Array(repeating: 0, count: 5_000)) }
            let call = Task { [request] in
                let response = try await client.send(request, to: service, deadline: .never)
                return try await response.collect()
            }
            let start = ContinuousClock.now
            switch await call.result {
            case .success: Issue.record("There was no answer.")
            case .failure(let error as ClientError): #expect(error.reason == .stalled)
            case .failure(let error): #expect(error as? BodyError == .timedOut)
            }
            #expect(ContinuousClock.now - start < .seconds(5))
        }
        try await peer.close()
    }
}
