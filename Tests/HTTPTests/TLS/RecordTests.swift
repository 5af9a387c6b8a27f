import NIOCore
import NIOEmbedded
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(2))) struct TLSRecordTests {
    let made: Certificates

    init() async throws {
        made = try await Certificates.get()
    }

    @Test(
        arguments: [
            ([10], [10]), ([1, 2, 3, 4], [10]), ([16_384], [16_384]), ([16_385], [16_384, 1]),
            ([10_000, 10_000], [16_384, 3616]), ([100, 40_000, 100], [16_384, 16_384, 7432]),
            ([50_000], [16_384, 16_384, 16_384, 848]), ([0, 5, 0], [5]),
            (Array(repeating: 64, count: 1000), [16_384, 16_384, 16_384, 14_848]),
        ]
    )
    func `One flush is one write of the fewest records`(writes: [Int], records: [Int]) throws {
        let wire = try established()
        for size in writes {
            wire.client.write(ByteBuffer(repeating: 7, count: size), promise: nil)
        }
        #expect(try wire.client.sent().isEmpty, "nothing goes before the flush")
        wire.client.flush()
        let sent = try wire.client.sent()
        #expect(sent.count == 1)
        // TLS 1.3 adds the inner type and a tag of 16 bytes.
        #expect(recordSizes(sent) == records.map { $0 + 17 })
    }

    @Test func `Every write's promise is kept once its bytes are written`() throws {
        let wire = try established()
        let promises = (0..<3).map { _ in wire.client.eventLoop.makePromise(of: Void.self) }
        for promise in promises { wire.client.write(ByteBuffer(string: "x"), promise: promise) }
        wire.client.flush()
        for promise in promises { try promise.futureResult.wait() }
    }

    @Test func `A burst of reads is handed on in one piece`() throws {
        let wire = try established()
        for _ in 0..<3 { wire.client.writeAndFlush(ByteBuffer(string: "abc"), promise: nil) }
        for part in try wire.client.sent() { wire.server.pipeline.fireChannelRead(part) }
        #expect(wire.serverLog.reads == 0)
        wire.server.pipeline.fireChannelReadComplete()
        #expect(wire.serverLog.reads == 1)
        #expect(wire.serverLog.bytes == Array("abcabcabc".utf8))
    }

    @Test(arguments: [100, 999, 8000, 16_000, 16_384])
    func `A read larger than one piece ends within a record`(size: Int) throws {
        let wire = try established()
        let count = 2 * TLSLimits.readBytesMax / size + 1
        var arrived = ByteBuffer()
        for _ in 0..<count {
            wire.client.writeAndFlush(ByteBuffer(repeating: 5, count: size), promise: nil)
        }
        for part in try wire.client.sent() { arrived.writeImmutableBuffer(part) }
        wire.server.pipeline.fireChannelRead(arrived)
        wire.server.pipeline.fireChannelReadComplete()
        #expect(wire.serverLog.bytes == [UInt8](repeating: 5, count: count * size))
    }

    @Test func `Bytes that arrive one by one do not disturb`() throws {
        let wire = try Wire.local(made)
        wire.chunk = { _ in 1 }
        try wire.connect()
        wire.client.writeAndFlush(ByteBuffer(string: "slow but sure"), promise: nil)
        try wire.settle()
        #expect(wire.serverLog.bytes == Array("slow but sure".utf8))
        #expect(wire.clientLog.errors.isEmpty && wire.serverLog.errors.isEmpty)
        wire.finish()
    }

    @Test(arguments: 0..<24 as Range<UInt64>)
    func `Whatever the sizes, both sides read what the other wrote`(seed: UInt64) throws {
        var random = Dice(seed: seed)
        let wire = try established()
        var chunks = Dice(seed: seed &+ 1000)
        let most = [1, 7, 1500, 16_400, 100_000][Int(seed) % 5]
        wire.chunk = { count in Int.random(in: 1...min(most, count), using: &chunks) }
        var written: [[UInt8]] = [[], []]
        let total = min(2_000_000, most * 2000)
        let source = (0..<80_000).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 8)) }
        while written[0].count + written[1].count < total {
            let side = Int.random(in: 0...1, using: &random)
            let channel = side == 0 ? wire.client : wire.server
            let size = [9, 900, 40_000][Int.random(in: 0...2, using: &random)]
            let count = Int.random(in: 0...size, using: &random)
            let start = Int.random(in: 0..<40_000, using: &random)
            let bytes = source[start..<start + count]
            written[side] += bytes
            channel.write(ByteBuffer(bytes: bytes), promise: nil)
            if Bool.random(using: &random) { channel.flush() }
            if Bool.random(using: &random) { try wire.settle() }
        }
        wire.client.flush()
        wire.server.flush()
        try wire.settle()
        #expect(wire.serverLog.bytes == written[0])
        #expect(wire.clientLog.bytes == written[1])
        #expect(wire.clientLog.errors.isEmpty && wire.serverLog.errors.isEmpty)
    }

    @Test func `What is written for long without a flush is sealed for the channel to count`()
        throws
    {
        let wire = try established()
        let counter = WriteCounter()
        try wire.client.pipeline.syncOperations.addHandler(counter, position: .first)
        let half = ByteBuffer(repeating: 1, count: TLSLimits.unflushedBytesMax / 2 + 1)
        wire.client.write(half, promise: nil)
        #expect(counter.bytes == 0)
        wire.client.write(half, promise: nil)
        #expect(counter.bytes > 2 * half.readableBytes)
        wire.client.flush()
        try wire.settle()
        #expect(wire.serverLog.bytes.count == 2 * half.readableBytes)
    }

    private func established() throws -> Wire {
        try Wire.local(made).connect()
    }
}

/// Counts what reaches the channel, flushed or not.
private final class WriteCounter: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    private(set) var bytes = 0

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        bytes += unwrapOutboundIn(data).readableBytes
        context.write(data, promise: promise)
    }
}
