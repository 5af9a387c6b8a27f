import COpenSSL
import NIOCore
import NIOEmbedded
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(2))) struct TLSFaultTests {
    let made: Certificates

    init() async throws {
        made = try await Certificates.get()
    }

    @Test(
        arguments: [
            ("GET / HTTP/1.1\r\n\r\n", "http request"),
            ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "wrong version number"),
            (String(repeating: "\u{0}", count: 64), "wrong version number"),
            (
                "\u{16}\u{3}\u{1}\u{7f}\u{7f}" + String(repeating: "x", count: 40),
                "packet length too long"
            ),
        ]
    )
    func `What is not a ClientHello ends the connection`(bytes: String, reason: String) throws {
        let wire = try waiting()
        let (server, log) = (wire.server, wire.serverLog)
        server.pipeline.fireChannelRead(ByteBuffer(string: bytes))
        #expect(log.errors == [.handshakeFailed(reason: reason)])
        #expect(!server.isActive)
    }

    @Test func `A record over size ends the connection with an alert`() throws {
        let wire = try Wire.local(made).connect()
        var record = ByteBuffer(bytes: [23, 3, 3, 0x41, 0x01])
        record.writeRepeatingByte(0, count: 0x4101)
        wire.server.pipeline.fireChannelRead(record)
        #expect(wire.serverLog.errors == [.protocolFailed(reason: "encrypted length too long")])
        #expect(recordSizes(try wire.server.sent()).count == 1)
        #expect(!wire.server.isActive)
    }

    @Test func `A record that was changed on its way ends the connection`() throws {
        let wire = try Wire.local(made).connect()
        wire.client.writeAndFlush(ByteBuffer(string: "pay 10"), promise: nil)
        var record = try #require(try wire.client.sent().first)
        let last = record.writerIndex - 1
        let byte = try #require(record.getInteger(at: last, as: UInt8.self))
        record.setInteger(byte ^ 1, at: last)
        wire.server.pipeline.fireChannelRead(record)
        #expect(
            wire.serverLog.errors == [
                .protocolFailed(reason: "decryption failed or bad record mac")
            ]
        )
        #expect(wire.serverLog.bytes.isEmpty)
    }

    @Test func `An end without close_notify is a truncation, one with it is not`() throws {
        let cut = try Wire.local(made).connect()
        cut.server.pipeline.fireChannelInactive()
        #expect(cut.serverLog.errors == [.truncated])
        let polite = try Wire.local(made).connect()
        polite.client.close(promise: nil)
        try polite.settle()
        #expect(polite.serverLog.errors.isEmpty)
        #expect(polite.serverLog.entries.last == .inactive)
        #expect(!polite.server.isActive)
    }

    @Test func `A peer that goes during the handshake is no truncation`() throws {
        let wire = try waiting()
        let (server, log) = (wire.server, wire.serverLog)
        server.pipeline.fireChannelInactive()
        #expect(log.errors == [.closedEarly])
    }

    @Test func `Writes sent before the close arrive before close_notify`() throws {
        let wire = try Wire.local(made).connect()
        wire.client.writeAndFlush(ByteBuffer(string: "last words"), promise: nil)
        wire.client.write(ByteBuffer(string: "never flushed"), promise: nil)
        wire.client.close(promise: nil)
        try wire.settle()
        #expect(wire.serverLog.bytes == Array("last words".utf8))
        #expect(wire.serverLog.errors.isEmpty)
    }

    @Test func `A half-closing end of the stream without close_notify is a truncation`() throws {
        let wire = try Wire.local(made)
        try wire.server.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
        try wire.connect()
        wire.server.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(wire.serverLog.errors == [.truncated])
        #expect(!wire.server.isActive)
    }

    @Test func `A handshake has ten seconds`() throws {
        let wire = try waiting()
        let (server, log) = (wire.server, wire.serverLog)
        server.embeddedEventLoop.advanceTime(by: .milliseconds(9999))
        #expect(log.errors.isEmpty)
        server.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(log.errors == [.timedOut])
        #expect(!server.isActive)
    }

    @Test func `A finished handshake needs no deadline`() throws {
        let wire = try Wire.local(made).connect()
        wire.server.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(wire.server.isActive && wire.serverLog.errors.isEmpty)
    }

    @Test func `So many small writes wait for the handshake, and not one more`() throws {
        let pieces = (0..<TLSLimits.queuedWritesMax).map { ByteBuffer(string: "\($0),") }
        let kept = try Wire.local(made)
        kept.client.connect(to: try SocketAddress(unixDomainSocketPath: "/s"), promise: nil)
        for piece in pieces { kept.client.write(piece, promise: nil) }
        kept.client.flush()
        try kept.connect()
        #expect(kept.serverLog.bytes == pieces.flatMap { Array($0.readableBytesView) })
        #expect(kept.clientLog.errors.isEmpty)

        let full = try Wire.local(made)
        full.client.connect(to: try SocketAddress(unixDomainSocketPath: "/s"), promise: nil)
        for piece in pieces { full.client.write(piece, promise: nil) }
        #expect(full.clientLog.errors.isEmpty)
        #expect(throws: TLSError.queueFull) {
            try full.client.writeAndFlush(ByteBuffer(string: "x")).wait()
        }
        #expect(full.clientLog.errors == [.queueFull] && !full.client.isActive)
    }

    @Test func `After the handshake any number of small writes arrives`() throws {
        let wire = try Wire.local(made).connect()
        let pieces = (0..<TLSLimits.unflushedWritesMax * 2).map { ByteBuffer(string: "\($0),") }
        for piece in pieces { wire.client.write(piece, promise: nil) }
        wire.client.flush()
        try wire.settle()
        #expect(wire.serverLog.bytes == pieces.flatMap { Array($0.readableBytesView) })
        #expect(wire.clientLog.errors.isEmpty && wire.serverLog.errors.isEmpty)
    }

    @Test func `Writes before the handshake are kept within a bound`() throws {
        let wire = try Wire.local(made)
        wire.client.connect(to: try SocketAddress(unixDomainSocketPath: "/s"), promise: nil)
        let full = ByteBuffer(repeating: 0, count: TLSLimits.queuedBytesMax)
        let kept = wire.client.writeAndFlush(full)
        #expect(wire.client.isActive)
        #expect(throws: TLSError.queueFull) {
            try wire.client.writeAndFlush(ByteBuffer(string: "x")).wait()
        }
        #expect(throws: TLSError.queueFull) { try kept.wait() }
        #expect(wire.clientLog.errors == [.queueFull])
        #expect(!wire.client.isActive)
    }

    @Test func `Key updates are answered, but not for ever`() throws {
        let (peer, wire) = try rawPeer(TLS1_3_VERSION)
        let (server, log) = (wire.server, wire.serverLog)
        for _ in 0..<2000 {
            peer.requestKeyUpdate()
            peer.write([1])
            peer.send(to: server)
            try peer.receive(from: server)
        }
        #expect(log.bytes.count == 2000, "with data in between they may come")
        var count = 0
        while server.isActive, count < 2000 {
            peer.requestKeyUpdate()
            peer.send(to: server)
            try peer.receive(from: server)
            count += 1
        }
        #expect(log.errors == [.controlFlood])
        #expect((400...800).contains(count))
    }

    @Test func `Answers do not pile up behind a peer that sends but never reads`() throws {
        let (peer, wire) = try rawPeer(TLS1_3_VERSION)
        wire.server.isWritable = false
        var count = 0
        while wire.server.isActive, count < 2000 {
            peer.requestKeyUpdate()
            peer.write([1])
            peer.send(to: wire.server)
            count += 1
        }
        #expect(wire.serverLog.errors == [.controlFlood])
        #expect((400...800).contains(count))
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `A ClientHello with one wrong byte does no harm`(seed: UInt64) throws {
        var dice = Dice(seed: seed)
        let wire = try waiting()
        wire.client.connect(to: try SocketAddress(unixDomainSocketPath: "/s"), promise: nil)
        var hello = try #require(try wire.client.sent().first)
        let index = Int.random(in: 5..<hello.readableBytes, using: &dice)
        let byte = try #require(hello.getInteger(at: index, as: UInt8.self))
        hello.setInteger(byte ^ UInt8.random(in: 1...255, using: &dice), at: index)
        wire.server.pipeline.fireChannelRead(hello)
        try wire.settle()
        // Whatever the byte means, the hash over the handshake differs on both sides. (The header
        // of the record, five bytes, is not part of it.)
        #expect(wire.serverLog.established.isEmpty)
        #expect(wire.clientLog.established.isEmpty)
    }

    @Test func `Renegotiation is refused with a warning`() throws {
        let (peer, wire) = try rawPeer(TLS1_2_VERSION)
        let (server, log) = (wire.server, wire.serverLog)
        #expect(log.established.map(\.version) == [.tls12])
        peer.renegotiate()
        peer.send(to: server)
        #expect(recordSizes(try server.sent()).count == 1, "a no_renegotiation alert")
        #expect(log.established.count == 1)
    }
}

extension TLSFaultTests {
    /// A server that has been connected to and waits for a ClientHello.
    private func waiting() throws -> Wire {
        let wire = try Wire.local(made)
        wire.server.connect(to: try SocketAddress(unixDomainSocketPath: "/s"), promise: nil)
        return wire
    }

    /// The same after a handshake with a peer of the test's own.
    private func rawPeer(_ version: Int32) throws -> (RecordPeer, Wire) {
        let wire = try waiting()
        let peer = try RecordPeer(version: version)
        try peer.connect(wire.server)
        return (peer, wire)
    }
}
