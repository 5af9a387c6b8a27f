import Testing

@testable import HTTP

@Suite("What is sent comes back, however it is cut")
struct EchoPropertyTests {
    @Test("Bodies of any size, in frames of any size, in writes of any size", arguments: 0..<8)
    func echoes(_ seed: Int) async throws {
        try await serving { server in
            var generator = Sequence64(seed: UInt64(seed))
            let peer = try RawPeer(server.port)
            for _ in 0..<25 {
                let batch = (0..<10).map { index in
                    Upload(peer.freshStream + UInt32(index) * 2, using: &generator)
                }
                try send(batch, over: peer, using: &generator)
                for upload in batch {
                    let answer = try peer.answer(to: upload.stream)
                    try #require(answer.status == 200)
                    #expect(answer.body.isSame(as: upload.body))
                }
            }
        }
    }

    private struct Upload {
        let stream: UInt32
        let body: [UInt8]
        var frames: [Frame]

        init(_ stream: UInt32, using generator: inout Sequence64) {
            self.stream = stream
            // Mostly small, now and then nothing, now and then some frames long.
            let bits = Int.random(in: 0...15, using: &generator)
            let size = bits == 0 ? 0 : Int.random(in: 0..<(1 << bits), using: &generator)
            let body = random(size)
            self.body = body
            let says = Bool.random(using: &generator)
            let length = HeaderBlock.Instruction.field("content-length", "\(size)")
            frames = [.headers(stream, .request("POST", "/", says ? [length] : []), .endHeaders)]
            var sent = 0
            while sent < size {
                // Not so many small frames that they would be taken for a flood.
                let count = min(size - sent, Int.random(in: 1...8_000, using: &generator))
                let data = Frame.data(stream, Array(body[sent..<(sent + count)]))
                let pads = Bool.random(using: &generator)
                frames.append(pads ? .padded(data, padding: 9) : data)
                sent += count
            }
            frames.append(.data(stream, [], .endStream))
        }
    }

    /// Interleaves the streams' frames at random, and cuts the octets at random.
    private func send(
        _ uploads: [Upload],
        over peer: RawPeer,
        using generator: inout Sequence64
    ) throws {
        var uploads = uploads
        var pending: [UInt8] = []
        while let index = Self.next(of: uploads, using: &generator) {
            let frame = uploads[index].frames.removeFirst()
            while frame.type == .data, peer.window(of: frame.stream) < frame.payload.count {
                try peer.send(bytes: pending)
                pending = []
                try #require(try peer.next() != nil)
            }
            peer.note(sending: frame)
            pending += frame.bytes
            while pending.count > 4_000 {
                let cut = Int.random(in: 1...pending.count, using: &generator)
                try peer.send(bytes: Array(pending[..<cut]))
                pending.removeFirst(cut)
            }
        }
        try peer.send(bytes: pending)
    }

    /// Any stream that has begun or, because identifiers rise, the first that has not.
    private static func next(
        of uploads: [Upload],
        using generator: inout Sequence64
    ) -> Int? {
        let unopened = uploads.firstIndex { $0.frames.first?.type == .headers } ?? uploads.count
        let candidates = uploads.indices.prefix(unopened + 1).filter { !uploads[$0].frames.isEmpty }
        return candidates.randomElement(using: &generator)
    }
}
