import NIOCore
import NIOEmbedded

@testable import HTTP

/// A client and a server back to back, without sockets: each a channel with a ``TLSHandler``.
final class Wire {
    let client: EmbeddedChannel
    let server: EmbeddedChannel
    let clientLog = EventLog()
    let serverLog = EventLog()
    /// How many of so many bytes arrive at once.
    var chunk: (Int) -> Int = { $0 }

    init(
        client: ClientTLS,
        server: ServerTLS,
        host: String = "localhost",
        answer: Application.Answer = .nothing
    ) throws {
        self.client = try Wire.channel(client.makeHandler(for: host), clientLog, .nothing)
        self.server = try Wire.channel(server.makeHandler(), serverLog, answer)
    }

    /// Both ends with a certificate for `localhost` and trust in its authority.
    static func local(
        _ made: Certificates,
        answer: Application.Answer = .nothing,
        _ change: (inout ClientTLS.Configuration, inout ServerTLS.Configuration) throws -> Void = {
            _,
            _ in
        }
    ) throws -> Wire {
        var client = ClientTLS.Configuration()
        client.trust = .authorities(made.authority)
        var server = ServerTLS.Configuration(identities: [made.localhost.identity])
        try change(&client, &server)
        return try Wire(client: ClientTLS(client), server: ServerTLS(server), answer: answer)
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
        while var buffer = try from.readOutbound(as: ByteBuffer.self) {
            hasMoved = true
            while to.isActive, buffer.readableBytes > 0,
                let part = buffer.readSlice(length: chunk(buffer.readableBytes))
            {
                to.pipeline.fireChannelRead(part)
                to.pipeline.fireChannelReadComplete()
            }
        }
        return hasMoved
    }

    deinit {
        finish()
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

/// A small generator whose run can be repeated (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
