import NIOConcurrencyHelpers
import NIOCore
import NIOPosix

/// An HTTP/2 server that is written frame by frame, so that it can do what no library would.
///
/// It sends its SETTINGS and acknowledges the client's; everything else is its script's.
final class FramePeer: Sendable {
    typealias Script = @Sendable (Frame, FrameWriter) -> Void

    struct Frame: Sendable {
        let type: UInt8
        let flags: UInt8
        let stream: Int32
        let payload: [UInt8]

        var isHeaders: Bool { type == 1 }
        var isReset: Bool { type == 3 }
        var isPing: Bool { type == 6 && flags & 1 == 0 }
        var endsStream: Bool { type <= 1 && flags & 1 != 0 }
    }

    let port: Int
    private let listener: any Channel
    private let state: State

    final class State: Sendable {
        let requests = NIOLockedValueBox(0)
        let connections = NIOLockedValueBox(0)
        let open = NIOLockedValueBox<[ObjectIdentifier: any Channel]>([:])
    }

    /// - Parameters:
    ///   - port: 0 takes any free one.
    ///   - settings: entries of the first SETTINGS; nil sends none at all.
    init(
        port: Int = 0,
        settings: [(UInt16, UInt32)]? = [],
        _ script: @escaping Script
    ) async throws {
        let state = State()
        self.state = state
        listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let peer = FramePeerConnection(state, settings, script)
                    try channel.pipeline.syncOperations.addHandler(peer)
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        self.port = listener.localAddress?.port ?? 0
    }

    /// HEADERS frames that have come, over all connections.
    var requests: Int { state.requests.withLockedValue { $0 } }
    /// Connections that were ever accepted.
    var connections: Int { state.connections.withLockedValue { $0 } }
    var openConnections: Int { state.open.withLockedValue { $0.count } }

    /// Cuts every connection, and keeps listening.
    func cut() {
        for channel in state.open.withLockedValue({ Array($0.values) }) {
            channel.close(promise: nil)
        }
    }

    func close() async throws {
        try await listener.close().get()
        cut()
    }
}

/// What a script writes.
struct FrameWriter: Sendable {
    let channel: any Channel

    func frame(_ type: UInt8, flags: UInt8 = 0, stream: Int32 = 0, _ payload: [UInt8] = []) {
        var bytes = ByteBuffer()
        bytes.writeInteger(UInt8(payload.count >> 16))
        bytes.writeInteger(UInt16(payload.count & 0xffff))
        bytes.writeInteger(type)
        bytes.writeInteger(flags)
        bytes.writeInteger(stream)
        bytes.writeBytes(payload)
        channel.writeAndFlush(bytes, promise: nil)
    }

    /// A header block without any table: every field as a literal.
    func headers(
        _ stream: Int32,
        _ fields: [(String, String)],
        ends: Bool = false
    ) {
        frame(1, flags: ends ? 5 : 4, stream: stream, Self.block(fields))
    }

    func respond(_ stream: Int32, status: Int = 200, _ body: String? = nil) {
        headers(stream, [(":status", "\(status)")], ends: body == nil)
        if let body { data(stream, Array(body.utf8), ends: true) }
    }

    func data(_ stream: Int32, _ bytes: [UInt8], ends: Bool = false) {
        frame(0, flags: ends ? 1 : 0, stream: stream, bytes)
    }

    func reset(_ stream: Int32, _ code: UInt32) { frame(3, stream: stream, Self.number(code)) }

    func settings(_ entries: [(UInt16, UInt32)]) {
        frame(4, entries.flatMap { [UInt8($0.0 >> 8), UInt8($0.0 & 0xff)] + Self.number($0.1) })
    }

    func goAway(last: Int32, code: UInt32 = 0) {
        frame(7, Self.number(UInt32(last)) + Self.number(code))
    }

    func windowUpdate(_ stream: Int32, _ count: UInt32) {
        frame(8, stream: stream, Self.number(count))
    }

    func close() { channel.close(promise: nil) }

    static func number(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    static func block(_ fields: [(String, String)]) -> [UInt8] {
        fields.flatMap { [0] + text($0.0) + text($0.1) }
    }

    /// RFC 7541, section 5.2, without Huffman.
    private static func text(_ string: String) -> [UInt8] {
        let bytes = Array(string.utf8)
        guard bytes.count >= 127 else { return [UInt8(bytes.count)] + bytes }
        var length: [UInt8] = [127]
        var rest = bytes.count - 127
        while rest >= 128 {
            length.append(UInt8(rest % 128 + 128))
            rest /= 128
        }
        return length + [UInt8(rest)] + bytes
    }
}

/// Cuts what arrives into frames.
private final class FramePeerConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let state: FramePeer.State
    private let settings: [(UInt16, UInt32)]?
    private let script: FramePeer.Script
    private var received = ByteBuffer()
    private var hasPreface = false

    init(
        _ state: FramePeer.State,
        _ settings: [(UInt16, UInt32)]?,
        _ script: @escaping FramePeer.Script
    ) {
        self.state = state
        self.settings = settings
        self.script = script
    }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        state.connections.withLockedValue { $0 += 1 }
        state.open.withLockedValue { $0[ObjectIdentifier(channel)] = channel }
        if let settings { FrameWriter(channel: channel).settings(settings) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        let channel = context.channel
        _ = state.open.withLockedValue { $0.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        received.writeBuffer(&bytes)
        if !hasPreface {
            guard received.readBytes(length: 24) != nil else { return }
            hasPreface = true
        }
        let writer = FrameWriter(channel: context.channel)
        while let frame = nextFrame() {
            if frame.isHeaders { state.requests.withLockedValue { $0 += 1 } }
            if frame.type == 4, frame.flags & 1 == 0, settings != nil {
                writer.frame(4, flags: 1)
            }
            script(frame, writer)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func nextFrame() -> FramePeer.Frame? {
        let start = received.readerIndex
        guard let top = received.getInteger(at: start, as: UInt8.self),
            let low = received.getInteger(at: start + 1, as: UInt16.self),
            received.readableBytes >= 9 + Int(top) << 16 + Int(low)
        else { return nil }
        received.moveReaderIndex(forwardBy: 3)
        guard let type = received.readInteger(as: UInt8.self),
            let flags = received.readInteger(as: UInt8.self),
            let stream = received.readInteger(as: Int32.self),
            let payload = received.readBytes(length: Int(top) << 16 + Int(low))
        else { return nil }
        return FramePeer.Frame(type: type, flags: flags, stream: stream, payload: payload)
    }
}
