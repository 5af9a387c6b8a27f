import Foundation
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import ProgramKit
import Testing

@testable import HTTP

/// What only real sockets show.
@Suite(.timeLimit(.minutes(2))) struct TLSSocketTests {
    let made: Certificates

    init() async throws {
        made = try await Certificates.get()
    }

    @Test func `Half closed, the other half goes on`() async throws {
        try await Endpoint.serving(made.server(), .farewell, halfClosure: true) { endpoint in
            let log = EventLog()
            let client = try await Endpoint.connect(
                made.client(),
                port: endpoint.port,
                log: log,
                halfClosure: true
            )
            try await client.writeAndFlush(ByteBuffer(string: "all I had"))
            let after = client.eventLoop.flatSubmit {
                client.close(mode: .output, promise: nil)
                return client.writeAndFlush(ByteBuffer(string: "more"))
            }
            await #expect(throws: TLSError.outputClosed) { try await after.get() }
            try await eventually("farewell") { log.bytes == Array("farewell".utf8) }
            #expect(endpoint.log.bytes == Array("all I had".utf8))
            #expect(endpoint.log.entries.count { $0 == .inputClosed } == 1)
            try await eventually("the end") {
                log.entries.last == .inactive && endpoint.log.entries.last == .inactive
            }
            #expect(log.errors.isEmpty && endpoint.log.errors.isEmpty)
        }
    }

    @Test func `A silent peer has its time and no more`() async throws {
        let tls = try made.server { $0.handshakeTimeout = .milliseconds(150) }
        try await Endpoint.serving(tls) { endpoint in
            let begun = ContinuousClock.now
            let peer = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: endpoint.port)
                .get()
            try await peer.closeFuture.get()
            #expect(ContinuousClock.now - begun > .milliseconds(140))
            #expect(endpoint.log.errors == [.timedOut])
        }
    }

    @Test(arguments: [1_000, 3_000_000])
    func `Megabytes come back as they went`(piece: Int) async throws {
        try await Endpoint.serving(made.server(), .echo) { endpoint in
            let log = EventLog()
            let client = try await Endpoint.connect(made.client(), port: endpoint.port, log: log)
            // More is written than may wait for the end of a handshake.
            try await eventually("handshake") { !log.established.isEmpty }
            let pattern = (0..<piece).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 8)) }
            let count = 6_000_000 / piece
            for _ in 0..<count { client.write(ByteBuffer(bytes: pattern), promise: nil) }
            client.flush()
            try await eventually("echo", seconds: 60) { log.byteCount == piece * count }
            #expect(log.errors.isEmpty && endpoint.log.errors.isEmpty)
            let all = log.bytes
            for index in 0..<count {
                let start = index * piece
                guard all[start..<start + piece].elementsEqual(pattern) else {
                    Issue.record("piece \(index) differs")
                    break
                }
            }
            try await client.close()
        }
    }

    @Test func `Behind a peer that never reads, writing stops and closing ends`() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        try made.server().makeHandler(), Gusher(),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        let port = try #require(server.localAddress?.port)
        let script = """
            import socket, ssl, sys
            context = ssl.create_default_context(cafile=sys.argv[2])
            raw = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            tls = context.wrap_socket(raw, server_hostname="localhost")
            tls.sendall(b"go")
            print("ready", flush=True)
            sys.stdin.read()
            """
        let arguments = ["-c", script, String(port), made.authorityFile]
        let peer = try RunningProgram("python3", arguments)
        try await eventually("ready") { peer.output.contains("ready") }
        try await eventually("the writer to stop and be closed", seconds: 10) {
            Gusher.end != nil
        }
        let end = try #require(Gusher.end)
        // What loopback's socket buffers take, and one gush beyond.
        #expect(end.written < 16_000_000)
        #expect(end.seconds < Double(TLSLimits.closeMilliseconds) / 1000 + 2)
        peer.stop()
        try await server.close()
    }
}

/// Writes as long as the channel is writable; closes when it has not been for a while.
private final class Gusher: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How much was written, and how long the close took.
    static var end: (written: Int, seconds: Double)? { closed.withLockedValue(\.self) }

    private static let closed = NIOLockedValueBox<(written: Int, seconds: Double)?>(nil)

    private var written = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        gush(context)
        context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(300)) {
            let written = self.written
            let begun = ContinuousClock.now
            context.close().whenComplete { _ in
                let took = (ContinuousClock.now - begun) / .seconds(1)
                Self.closed.withLockedValue { $0 = (written, took) }
            }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        gush(context)
    }

    private func gush(_ context: ChannelHandlerContext) {
        while context.channel.isWritable {
            let piece = ByteBuffer(repeating: 1, count: 65_536)
            written += piece.readableBytes
            context.writeAndFlush(wrapOutboundOut(piece), promise: nil)
        }
    }
}
