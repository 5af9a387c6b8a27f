import NIOCore
import NIOPosix
import Testing

@testable import HTTP

/// Answers that wait in this process, though there is little of them: the kernel's own buffers are
/// made small, and would else take them whole.
@Suite("Answers nobody reads", .timeLimit(.minutes(1)))
struct UnreadAnswerTests {
    /// Less than makes a channel unwritable.
    private static let answer = bytes(60_000)

    /// Runs `body` against a server whose sockets take 4 KiB at once.
    private func serving(
        _ body: @escaping @Sendable (_ port: Int, ConnectionCount) async throws -> Void
    ) async throws {
        let group = LoopGroup(count: 1)
        let executor = group.executors[0]
        let open = ConnectionCount(limit: 10)
        var configuration = ServerConfiguration(port: 0)
        configuration.limits.progressTimeout = .milliseconds(600)
        let configured = configuration
        let loop = try await executor.eventLoop.submit {
            let handler: Handler = { _ in Response(.ok, body: .bytes(Self.answer)) }
            let service = ServerLoop.Service.handler(handler)
            let loop = ServerLoop(
                executor,
                configured,
                openConnections: open,
                service: service
            )
            return NIOLoopBound(loop, eventLoop: executor.eventLoop)
        }.get()
        let listener = try await ServerBootstrap(group: executor.eventLoop)
            .childChannelOption(.socketOption(.so_sndbuf), value: 4_096)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try loop.value.accept(channel, configured)
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        let port = try #require(listener.localAddress?.port)
        let result = await Task(executorPreference: BlockingThreads.shared) {
            try await body(port, open)
        }.result
        try await listener.close()
        try await group.shutDown()
        try result.get()
    }

    private static func ask(_ port: Int, version: Int) throws -> RawSocket {
        guard version == 2 else {
            let socket = try RawSocket(port: port, receiveBuffer: 4_096)
            _ = try socket.write(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
            return socket
        }
        let peer = try RawPeer(port, (0x4, 100_000), receiveBuffer: 4_096)
        try peer.send(.headers(1, .request("GET")))
        return peer.socket
    }

    @Test("A client that leaves a small answer unread is closed", arguments: [1, 2])
    func unread(_ version: Int) async throws {
        try await serving { port, open in
            let socket = try Self.ask(port, version: version)
            #expect(await eventually { open.current == 1 })
            let began = ContinuousClock.now
            #expect(await eventually { open.current == 0 })
            #expect(ContinuousClock.now - began > .milliseconds(300))
            #expect(socket.isOpen)
        }
    }

    @Test("One that reads slowly gets it whole", arguments: [1, 2])
    func slowlyRead(_ version: Int) async throws {
        try await serving { port, _ in
            let socket = try Self.ask(port, version: version)
            var count = 0
            while count < Self.answer.count, let piece = try socket.read() {
                count += piece.count
                try await Task.sleep(for: .milliseconds(count < 40_000 ? 150 : 1))
            }
            #expect(count > Self.answer.count)
        }
    }
}
