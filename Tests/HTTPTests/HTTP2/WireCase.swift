import Testing

@testable import HTTP

/// Frames that a client sends behind the handshake, and what has to come of them.
struct WireCase: CustomTestStringConvertible, Sendable {
    let name: String
    let frames: [Frame]
    let expected: Outcome

    enum Outcome: Sendable {
        /// GOAWAY with one of these codes, and the end of the connection.
        case ends([ErrorCode])
        /// RST_STREAM with one of these codes; the connection goes on.
        case resets(UInt32, [ErrorCode])
        /// An answer on that stream; the connection goes on.
        case answers(UInt32, Int)
        /// Nothing: the connection goes on.
        case ignored

        static func ends(_ codes: ErrorCode...) -> Outcome { .ends(codes) }
        static func resets(_ stream: UInt32, _ codes: ErrorCode...) -> Outcome {
            .resets(stream, codes)
        }
    }

    init(_ name: String, _ expected: Outcome, _ frames: Frame...) {
        self.init(name, expected, frames)
    }

    init(_ name: String, _ expected: Outcome, _ frames: [Frame]) {
        self.name = name
        self.frames = frames
        self.expected = expected
    }

    var testDescription: String { name }

    /// Sends the frames to a server of its own, beside which a polite connection is served.
    func run() async throws {
        try await politely { server in
            let peer = try RawPeer(server.port)
            try peer.send(frames)
            try expected.check(peer)
        }
    }
}

extension WireCase.Outcome {
    func check(_ peer: RawPeer) throws {
        switch self {
        case .ends(let codes):
            let code = try #require(try peer.end(), "the connection ended without GOAWAY")
            #expect(codes.contains(code))
        case .resets(let stream, let codes):
            let reset = try #require(try peer.answer(to: stream).reset, "no RST_STREAM")
            #expect(codes.contains(reset))
            try goesOn(peer)
        case .answers(let stream, let status):
            let answer = try peer.answer(to: stream)
            #expect(answer.status == status)
            #expect(answer.isWhole)
            try goesOn(peer)
        case .ignored:
            try goesOn(peer)
            #expect(peer.answers.values.allSatisfy { $0.reset == nil })
        }
    }

    /// The next request on the same connection is answered, and no GOAWAY came.
    private func goesOn(_ peer: RawPeer) throws {
        #expect(try peer.ask().status == 200)
        #expect(!peer.received.contains { $0.type == .goAway })
    }
}
