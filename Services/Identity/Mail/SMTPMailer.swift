import HTTP
import NIOCore
import NIOPosix

/// Hands messages to a mail server (RFC 5321), one connection each: there are few.
struct SMTPMailer: Mailer {
    private let configuration: SMTPConfiguration
    private let tls: ClientTLS
    private let eventLoop: any EventLoop

    init(_ configuration: SMTPConfiguration, tls: ClientTLS, on eventLoop: any EventLoop) {
        self.configuration = configuration
        self.tls = tls
        self.eventLoop = eventLoop
    }

    func send(_ message: MailMessage) async throws(MailError) {
        let result = eventLoop.makePromise(of: Result<Void, MailError>.self)
        let (configuration, tls) = (configuration, tls)
        let timeout = TimeAmount.milliseconds(Int64(configuration.timeout / .milliseconds(1)))
        ClientBootstrap(group: eventLoop)
            .connectTimeout(timeout)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if configuration.security == .implicit {
                        try pipeline.addHandler(tls.handler(for: configuration.host))
                    }
                    let dialogue = SMTPDialogue(message, configuration)
                    try pipeline.addHandler(
                        SMTPConnection(dialogue, timeout, result) { channel in
                            let handler = try tls.handler(for: configuration.host)
                            let pipeline = channel.pipeline.syncOperations
                            try pipeline.addHandler(handler, position: .first)
                        }
                    )
                }
            }
            .connect(host: configuration.host, port: configuration.port)
            .whenFailure { _ in result.succeed(.failure(.unreachable)) }
        guard let outcome = try? await result.futureResult.get() else { throw .unreachable }
        try outcome.get()
    }
}

/// Carries a dialogue's bytes. Confined to its channel's event loop.
private final class SMTPConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var dialogue: SMTPDialogue
    private var replies = SMTPReplyReader()
    private let timeout: TimeAmount
    private let result: EventLoopPromise<Result<Void, MailError>>
    private let startTLS: (any Channel) throws -> Void
    private var timer: Scheduled<Void>?
    private var isOver = false

    init(
        _ dialogue: SMTPDialogue,
        _ timeout: TimeAmount,
        _ result: EventLoopPromise<Result<Void, MailError>>,
        startTLS: @escaping (any Channel) throws -> Void
    ) {
        self.dialogue = dialogue
        self.timeout = timeout
        self.result = result
        self.startTLS = startTLS
    }

    func channelActive(context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: timeout) {
            self.finish(.failure(.unreachable), context)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        replies.append(unwrapInboundIn(data).readableBytesView)
        do throws(SMTPReplyReader.Malformed) {
            while !isOver, let reply = try replies.next() {
                perform(dialogue.receive(reply), context)
            }
        } catch {
            finish(.failure(.protocolError), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(.failure(error is TLSError ? .notPrivate : .unreachable), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.failure(.unreachable), context)
    }

    private func perform(_ action: SMTPDialogue.Action, _ context: ChannelHandlerContext) {
        switch action {
        case .send(let bytes): write(bytes, context)
        case .startTLS: secure(context)
        case .delivered(let goodbye):
            write(goodbye, context)
            finish(.success(()), context)
        case .fail(let error): finish(.failure(error), context)
        }
    }

    private func secure(_ context: ChannelHandlerContext) {
        // What came behind the server's consent came in clear, from anybody.
        guard !replies.hasRest, (try? startTLS(context.channel)) != nil else {
            return finish(.failure(.notPrivate), context)
        }
        perform(dialogue.secured(), context)
    }

    private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
    }

    private func finish(_ outcome: Result<Void, MailError>, _ context: ChannelHandlerContext) {
        guard !isOver else { return }
        isOver = true
        timer?.cancel()
        result.succeed(outcome)
        context.close(promise: nil)
    }
}
