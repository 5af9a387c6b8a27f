import NIOCore
import NIOEmbedded

@testable import HTTP

/// A client and a server back to back, without sockets: each a channel with a ``TLSHandler``.
final class Wire {
    let client: EmbeddedChannel
    let server: EmbeddedChannel
    let clientLog = EventLog()
    let serverLog = EventLog()

    init(
        client: ClientTLS,
        server: ServerTLS,
        host: String = "localhost",
        answer: Application.Answer = .nothing
    ) throws {
        self.client = try Wire.channel(client.makeHandler(for: host), clientLog, .nothing)
        self.server = try Wire.channel(server.makeHandler(), serverLog, answer)
    }

    static func channel(
        _ handler: TLSHandler,
        _ log: EventLog,
        _ answer: Application.Answer
    ) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandlers([handler, Application(log, answer)])
        return channel
    }

    /// Opens both ends and lets them talk until both are silent.
    @discardableResult
    func connect() throws -> Wire {
        server.connect(to: try SocketAddress(unixDomainSocketPath: "/s"), promise: nil)
        client.connect(to: try SocketAddress(unixDomainSocketPath: "/s"), promise: nil)
        try settle()
        return self
    }

    func settle() throws {
        while try move(from: client, to: server) || move(from: server, to: client) {}
    }

    /// One round; false if there was nothing to move.
    private func move(from: EmbeddedChannel, to: EmbeddedChannel) throws -> Bool {
        var hasMoved = false
        while let buffer = try from.readOutbound(as: ByteBuffer.self) {
            hasMoved = true
            guard to.isActive else { continue }
            to.pipeline.fireChannelRead(buffer)
            to.pipeline.fireChannelReadComplete()
        }
        return hasMoved
    }

    /// Closes what is still open and lets the loops run out.
    func finish() {
        _ = try? client.finish(acceptAlreadyClosed: true)
        _ = try? server.finish(acceptAlreadyClosed: true)
    }
}

extension EmbeddedChannel {
    /// Everything the channel has sent, as one buffer for each write.
    func sent() throws -> [ByteBuffer] {
        var all: [ByteBuffer] = []
        while let buffer = try readOutbound(as: ByteBuffer.self) { all.append(buffer) }
        return all
    }
}

/// The payload sizes of the TLS records in some ciphertext.
func recordSizes(_ ciphertext: [ByteBuffer]) -> [Int] {
    var rest = ByteBuffer()
    for part in ciphertext { rest.writeImmutableBuffer(part) }
    var sizes: [Int] = []
    while rest.readableBytes >= 5 {
        rest.moveReaderIndex(forwardBy: 3)
        guard let size = rest.readInteger(as: UInt16.self) else { break }
        rest.moveReaderIndex(forwardBy: min(Int(size), rest.readableBytes))
        sizes.append(Int(size))
    }
    return sizes
}
