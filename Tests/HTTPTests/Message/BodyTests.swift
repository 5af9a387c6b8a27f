import NIOCore
import Testing

@testable import HTTP

@Suite("Bodies on their way, without a connection")
struct BodyTests {
    private func receive(_ body: InboundBody, _ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe body.received($0) }
    }

    @Test("A reader takes what has come, and gives credit for it")
    func credit() async throws {
        var given: [Int] = []
        let body = InboundBody(credit: { given.append($0) }, firstWait: nil)
        receive(body, [1, 2])
        receive(body, [3])
        #expect(given.isEmpty)
        #expect(try await body.next() == [1, 2, 3])
        #expect(given == [3])
        receive(body, [4])
        body.ended(trailers: Headers())
        #expect(try await body.next() == [4])
        #expect(try await body.next() == nil)
        #expect(try await body.next() == nil)
        #expect(given == [3, 1])
    }

    @Test("A body that failed is not read on, whatever still comes")
    func failed() async {
        let body = InboundBody(credit: { _ in }, firstWait: nil)
        receive(body, [1])
        body.failed(.peerGone)
        receive(body, [2])
        body.failed(.timedOut)
        body.ended(trailers: Headers())
        await #expect(throws: BodyError.peerGone) { try await body.next() }
        #expect(body.unreadBytes == 0)
    }

    @Test("A body that has ended does not fail any more")
    func ended() async throws {
        let body = InboundBody(credit: { _ in }, firstWait: nil)
        receive(body, [1])
        body.ended(trailers: Headers())
        body.failed(.peerGone)
        #expect(try await body.next() == [1])
        #expect(try await body.next() == nil)
    }

    @Test("Only a reader that has to wait makes the client be told to go on")
    func firstWait() async throws {
        var count = 0
        let body = InboundBody(credit: { _ in }, firstWait: { count += 1 })
        receive(body, [1])
        #expect(try await body.next() == [1])
        #expect(count == 0)
    }

    @Test("What is appended is taken in order, in pieces of any size", arguments: 0..<20)
    func outbound(_ seed: Int) {
        var generator = Sequence64(seed: UInt64(seed))
        let source = OutboundSource()
        var appended: [UInt8] = []
        var taken: [UInt8] = []
        for _ in 0..<300 {
            let size = 1 << Int.random(in: 0...14, using: &generator)
            if Bool.random(using: &generator) {
                let piece = random(Int.random(in: 0..<size, using: &generator))
                if Bool.random(using: &generator) {
                    source.append(piece)
                } else {
                    unsafe piece.withUnsafeBytes { unsafe source.append($0) }
                }
                appended += piece
            } else {
                taken += source.takeBuffer(size).readableBytesView
            }
            #expect(source.queuedBytes == appended.count - taken.count)
        }
        taken += source.takeBuffer(.max).readableBytesView
        #expect(taken.isSame(as: appended))
    }

    @Test("A source that is never empty does not keep what it has given away")
    func memory() {
        let source = OutboundSource()
        let piece = bytes(1_000)
        source.append(piece)
        for _ in 0..<10_000 {
            unsafe piece.withUnsafeBytes { unsafe source.append($0) }
            _ = source.takeBuffer(1_000)
            #expect(source.queuedBytes == 1_000)
        }
        #expect(source.waiting.reduce(source.current.count) { $0 + $1.count } < 256 * 1_024)
    }
}
