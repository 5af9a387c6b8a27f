import NIOCore

/// Puts TLS between a channel's socket and the rest of its pipeline, of which it is the first
/// handler. Confined to the channel's event loop.
///
/// Once the handshake is done it fires ``TLSEstablished``; every fault is fired as a ``TLSError``
/// and closes the channel.
final class TLSHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        case idle
        case handshaking
        case established
        /// `close_notify` is on its way; the channel closes behind it.
        case closing
        case closed
    }

    private let connection: TLSConnection
    private let handshakeTimeout: TimeAmount
    private var state = State.idle
    /// The end of the handshake's time, later of the close's.
    private var deadline: Scheduled<Void>?
    private var closePromise: EventLoopPromise<Void>?
    private var writes = WriteQueue()
    /// What this burst of reads brought so far.
    private var plaintext = ByteBuffer()
    /// Whether somebody behind us waits for bytes he asked for.
    private var isReadWanted = false
    private var hasReadPlaintext = false
    private var controlBytes = 0
    private var inputIsClosed = false
    private var outputIsClosed = false
    private var allowsHalfClosure = false

    init(_ connection: TLSConnection, handshakeTimeout: TimeAmount) {
        self.connection = connection
        self.handshakeTimeout = handshakeTimeout
    }
}

// MARK: - Life

extension TLSHandler {
    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end(failing: ChannelError.ioOnClosedChannel)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deliver(context)
        let before = state
        end(failing: ChannelError.ioOnClosedChannel)
        switch before {
        case .handshaking: context.fireErrorCaught(TLSError.closedEarly)
        case .established where !inputIsClosed: context.fireErrorCaught(TLSError.truncated)
        case .idle, .established, .closing, .closed: break
        }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The socket's own error says why there will be no close_notify.
        deliver(context)
        inputIsClosed = true
        context.fireErrorCaught(error)
    }

    private func begin(_ context: ChannelHandlerContext) {
        guard state == .idle else { return }
        state = .handshaking
        let option = try? context.channel.syncOptions?.getOption(.allowRemoteHalfClosure)
        allowsHalfClosure = option ?? false
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: handshakeTimeout) {
            self.fail(.timedOut, context)
        }
        advance(context)
        context.read()
    }

    /// No more TLS from here on.
    private func end(failing error: any Error) {
        state = .closed
        deadline?.cancel()
        deadline = nil
        writes.fail(error)
        // The channel went before we closed it.
        closePromise?.succeed()
        closePromise = nil
    }

    private func fail(_ error: TLSError, _ context: ChannelHandlerContext) {
        guard state != .closed else { return }
        deliver(context)
        end(failing: error)
        // OpenSSL has put an alert there that tells the peer why.
        sendOutbound(context)
        context.fireErrorCaught(error)
        context.close(promise: nil)
    }
}

// MARK: - Reading

extension TLSHandler {
    func read(context: ChannelHandlerContext) {
        isReadWanted = true
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard state == .handshaking || state == .established, !inputIsClosed else { return }
        connection.receive(unwrapInboundIn(data))
        advance(context)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        deliver(context)
        // A burst that brought nothing to the reader does not answer his wish to read.
        if !hasReadPlaintext, state == .handshaking || (state == .established && isReadWanted) {
            context.read()
        }
        hasReadPlaintext = false
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .inputClosed? = event as? ChannelEvent else {
            return context.fireUserInboundEventTriggered(event)
        }
        deliver(context)
        switch state {
        case .handshaking: fail(.closedEarly, context)
        case .established where !inputIsClosed: fail(.truncated, context)
        // With close_notify the reader has learnt it already.
        case .idle, .established, .closing, .closed: break
        }
    }

    private func advance(_ context: ChannelHandlerContext) {
        do throws(TLSError) {
            if state == .handshaking {
                let isDone = try connection.handshake()
                guard isDone else { return sendOutbound(context) }
                establish(context)
            }
            while state == .established, !inputIsClosed {
                makeRoom(context)
                guard state == .established else { return }
                let reading = try connection.open(into: &plaintext)
                try answer(context)
                switch reading {
                case .full: continue
                case .drained: return
                case .closed: closeInput(context)
                }
            }
        } catch {
            fail(error, context)
        }
    }

    private func establish(_ context: ChannelHandlerContext) {
        state = .established
        deadline?.cancel()
        deadline = nil
        sendOutbound(context)
        context.fireUserInboundEventTriggered(connection.agreement())
        if state == .established, writes.hasFlushed { sendFlushed(context) }
    }

    /// Readies ``plaintext`` for what arrived. What is there already goes on before it would
    /// have to move.
    private func makeRoom(_ context: ChannelHandlerContext) {
        let room = min(connection.plaintextBound, TLSLimits.readBytesMax)
        if plaintext.writableBytes < room { deliver(context) }
        if plaintext.capacity == 0 { plaintext = BufferPool.current.take(capacity: room) }
    }

    private func deliver(_ context: ChannelHandlerContext) {
        let burst = plaintext
        plaintext = ByteBuffer()
        guard burst.readableBytes > 0 else { return BufferPool.current.give(burst) }
        hasReadPlaintext = true
        isReadWanted = false
        // Not behind a peer that does not read: there the answers pile up.
        if context.channel.isWritable { controlBytes = 0 }
        context.fireChannelRead(wrapInboundOut(burst))
        BufferPool.current.give(burst)
    }

    /// Sends what reading made OpenSSL answer, within a bound: records that carry no data but
    /// want an answer must not keep us busy, or fill the memory behind a peer that never reads.
    private func answer(_ context: ChannelHandlerContext) throws(TLSError) {
        let count = connection.outbound.readableBytes
        guard count > 0 else { return }
        controlBytes += count
        guard controlBytes <= TLSLimits.controlBytesMax else { throw .controlFlood }
        sendOutbound(context)
    }

    /// The peer said that it will send no more.
    private func closeInput(_ context: ChannelHandlerContext) {
        inputIsClosed = true
        deliver(context)
        guard state == .established else { return }
        if allowsHalfClosure, !outputIsClosed {
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        } else {
            close(context: context, mode: .all, promise: nil)
        }
    }
}

// MARK: - Writing

extension TLSHandler {
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard state != .closing, state != .closed, !outputIsClosed else {
            let error: any Error =
                state == .closed ? ChannelError.ioOnClosedChannel : TLSError.outputClosed
            promise?.fail(error)
            return
        }
        writes.append(unwrapOutboundIn(data), promise)
        if state == .established {
            if writes.isLong { sealAll(context) }
        } else if writes.isOverfull {
            fail(.queueFull, context)
        }
    }

    func flush(context: ChannelHandlerContext) {
        writes.flush()
        switch state {
        case .established: sendFlushed(context)
        case .idle, .handshaking: break
        case .closing, .closed: context.flush()
        }
    }

    private func sendFlushed(_ context: ChannelHandlerContext) {
        let ciphertext = sealAll(context)
        context.flush()
        if let ciphertext { BufferPool.current.give(ciphertext) }
    }

    /// Seals what was written and passes it on as one buffer, without a flush.
    @discardableResult
    private func sealAll(_ context: ChannelHandlerContext) -> ByteBuffer? {
        guard !writes.isEmpty else { return nil }
        do throws(TLSError) {
            try connection.seal(writes.buffers, count: writes.byteCount)
        } catch {
            fail(error, context)
            return nil
        }
        let promise = writes.take()
        let ciphertext = connection.takeOutbound() ?? ByteBuffer()
        context.write(wrapOutboundOut(ciphertext), promise: promise)
        return ciphertext
    }

    private func sendOutbound(_ context: ChannelHandlerContext) {
        guard let ciphertext = connection.takeOutbound() else { return }
        context.writeAndFlush(wrapOutboundOut(ciphertext), promise: nil)
        BufferPool.current.give(ciphertext)
    }
}

// MARK: - Closing

extension TLSHandler {
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch mode {
        case .input:
            context.close(mode: .input, promise: promise)
        case .output where state == .established && !inputIsClosed && !outputIsClosed:
            sealAll(context)
            sayGoodbye(context, promise: nil)
            context.close(mode: .output, promise: promise)
        case .output, .all:
            closeAll(context, promise)
        }
    }

    private func closeAll(_ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        switch state {
        case .established:
            state = .closing
            closePromise = promise
            deliver(context)
            writes.fail(ChannelError.ioOnClosedChannel)
            // What was flushed before may still be on its way, for a moment.
            let patience = TimeAmount.milliseconds(TLSLimits.closeMilliseconds)
            deadline = context.eventLoop.assumeIsolated().scheduleTask(in: patience) {
                self.finishClose(context)
            }
            let sent = context.eventLoop.makePromise(of: Void.self)
            sent.futureResult.assumeIsolated().whenComplete { _ in self.finishClose(context) }
            sayGoodbye(context, promise: sent)
        case .closing:
            if let closePromise {
                closePromise.futureResult.cascade(to: promise)
            } else {
                closePromise = promise
            }
        case .idle, .handshaking, .closed:
            end(failing: ChannelError.ioOnClosedChannel)
            context.close(promise: promise)
        }
    }

    private func finishClose(_ context: ChannelHandlerContext) {
        guard state == .closing else { return }
        let promise = closePromise
        closePromise = nil
        end(failing: ChannelError.ioOnClosedChannel)
        if context.channel.isActive {
            context.close(promise: promise)
        } else {
            promise?.succeed()
        }
    }

    private func sayGoodbye(_ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        if !outputIsClosed { connection.closeOutput() }
        outputIsClosed = true
        let farewell = connection.takeOutbound() ?? ByteBuffer()
        context.writeAndFlush(wrapOutboundOut(farewell), promise: promise)
    }
}
