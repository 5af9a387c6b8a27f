import NIOConcurrencyHelpers
import NIOCore

@testable import HTTP

/// What the handlers behind a ``TLSHandler`` saw, on any number of connections.
final class EventLog: Sendable {
    enum Entry: Sendable, Hashable {
        case established(TLSEstablished)
        case read([UInt8])
        case inputClosed
        case failed(TLSError)
        case failedElsewhere
        case inactive
    }

    private let state = NIOLockedValueBox<[Entry]>([])

    var entries: [Entry] { state.withLockedValue { $0 } }

    var established: [TLSEstablished] {
        entries.compactMap { if case .established(let event) = $0 { event } else { nil } }
    }

    var errors: [TLSError] {
        entries.compactMap { if case .failed(let error) = $0 { error } else { nil } }
    }

    var bytes: [UInt8] {
        entries.flatMap { entry -> [UInt8] in
            if case .read(let bytes) = entry { bytes } else { [] }
        }
    }

    var byteCount: Int {
        state.withLockedValue { entries in
            entries.reduce(0) { if case .read(let bytes) = $1 { $0 + bytes.count } else { $0 } }
        }
    }

    var reads: Int {
        entries.count { if case .read = $0 { true } else { false } }
    }

    func append(_ entry: Entry) {
        state.withLockedValue { $0.append(entry) }
    }
}

/// Stands behind a ``TLSHandler``: notes what passes, and may answer.
final class Application: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    enum Answer: Sendable {
        case nothing
        /// The same bytes.
        case echo
        /// An HTTP/1.1 answer to every head, whose body is the server name and the version.
        case http
        /// A last word once the peer has said all it had.
        case farewell
    }

    private let log: EventLog
    private let answer: Answer
    private var agreement: TLSEstablished?

    init(_ log: EventLog, _ answer: Answer = .nothing) {
        self.log = log
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        switch answer {
        case .nothing, .farewell:
            log.append(.read(Array(buffer.readableBytesView)))
        case .echo:
            context.write(wrapOutboundOut(buffer), promise: nil)
        case .http:
            log.append(.read(Array(buffer.readableBytesView)))
            let body = "\(agreement?.serverName ?? "-") \(agreement?.version ?? .tls12)"
            let head = "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
            context.write(wrapOutboundOut(ByteBuffer(string: head)), promise: nil)
            context.write(wrapOutboundOut(ByteBuffer(string: body)), promise: nil)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let event as TLSEstablished:
            agreement = event
            log.append(.established(event))
        case ChannelEvent.inputClosed:
            log.append(.inputClosed)
            guard answer == .farewell else { return }
            let farewell = ByteBuffer(string: "farewell")
            context.writeAndFlush(wrapOutboundOut(farewell), promise: nil)
            context.close(promise: nil)
        default:
            break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        log.append((error as? TLSError).map { .failed($0) } ?? .failedElsewhere)
    }

    func channelInactive(context: ChannelHandlerContext) {
        log.append(.inactive)
    }
}
