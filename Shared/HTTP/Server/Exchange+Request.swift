import NIOCore

/// The request's way in: limits, deadline, and who is called when.
extension Exchange {
    /// The headers are whole.
    final func headReceived() {
        guard phase == .receivingHead else { return }
        let declared = request.contentLength
        guard declared ?? 0 <= loop.limits.bodyBytesMax else {
            return respond(.problem(.contentTooLarge, title: "The body is too large."))
        }
        if case .other(let name) = request.method, name == "CONNECT" || name == "TRACE" {
            return respond(.problem(.notImplemented, title: "This method is not served."))
        }
        setDeadline()
        switch loop.service {
        case .handler(let handler):
            if isRequestComplete {
                launch(handler, .none)
            } else if let declared, declared <= loop.limits.smallBodyBytesMax {
                phase = .gathering
                smallBody.reserveCapacity(declared)
                continueIfExpected()
            } else {
                launch(handler, .stream(BodyReader(body: stream(), executor: loop.executor)))
            }
        case .forwarder(let forwarder):
            phase = .handling
            forwarder.handle(self)
        }
    }

    private func stream() -> NIOLoopBound<InboundBody> {
        let body = InboundBody(
            credit: { [weak self] in self?.consumed($0) },
            firstWait: { [weak self] in self?.continueIfExpected() }
        )
        inbound = body
        return NIOLoopBound(body, eventLoop: loop.executor.eventLoop)
    }

    /// Sends `100 Continue` where the client waits for it before it sends its body.
    public final func continueIfExpected() {
        guard phase == .gathering || phase == .handling, !isRequestComplete,
            let expectation = request.headers[.expect],
            expectation.elementsEqual("100-continue".utf8, by: { $0.lowercased == $1 })
        else { return }
        request.headers.remove(.expect)
        sendContinue()
        loop.executor.flush(after: connection)
    }

    final func dataReceived(_ bytes: UnsafeRawBufferPointer) {
        progressAt = loop.now
        receivedBytes += bytes.count
        guard receivedBytes <= loop.limits.bodyBytesMax else { return tooLarge() }
        switch phase {
        case .gathering:
            unsafe smallBody.append(contentsOf: bytes)
            giveCredit(bytes.count)
        case .handling, .answering:
            if let receiver {
                unconsumedBytes += bytes.count
                unsafe receiver.received(bytes)
            } else if let inbound {
                unsafe inbound.received(bytes)
            } else if phase == .handling {
                giveCredit(bytes.count)
            }
        case .receivingHead, .closed:
            giveCredit(bytes.count)
        }
    }

    /// The request is whole.
    final func requestEnded(trailers: Headers = Headers()) {
        progressAt = loop.now
        switch phase {
        case .gathering:
            guard case .handler(let handler) = loop.service else { return }
            let body = smallBody
            smallBody = []
            launch(handler, body.isEmpty ? .none : .bytes(body))
        case .handling, .answering:
            receiver?.ended(trailers: trailers)
            inbound?.ended(trailers: trailers)
        case .receivingHead, .closed:
            break
        }
    }

    /// The application has passed on that many bytes of the body: the client may send as many.
    public final func consumed(_ count: Int) {
        guard phase != .closed else { return }
        unconsumedBytes = max(0, unconsumedBytes - count)
        giveCredit(count)
        loop.executor.flush(after: connection)
    }

    private func tooLarge() {
        // What comes while the answer is on its way, 413 perhaps, is of no use to anyone.
        guard phase != .answering || !isFinished else { return }
        refuse(.problem(.contentTooLarge, title: "The body is too large."), .tooLarge)
    }

    /// Answers in the handler's stead, where it has not begun to; else breaks off.
    final func refuse(_ response: Response, _ reason: BodyError) {
        inbound?.failed(reason)
        guard phase != .answering else { return abort(.cancel) }
        task?.cancel()
        receiver?.cancelled()
        receiver = nil
        respond(response)
    }

    // MARK: Handlers

    private func launch(_ handler: @escaping Handler, _ body: RequestBody) {
        guard connection.runningHandlers < loop.limits.concurrentStreamsMax else {
            return abort(.refusedStream)
        }
        phase = .handling
        connection.runningHandlers += 1
        let request = Request(
            head: request,
            body: body,
            deadline: deadline,
            connection: connection.info
        )
        let bound = NIOLoopBound(self, eventLoop: loop.executor.eventLoop)
        task = Task(executorPreference: loop.executor) {
            let response = await handler(request)
            await bound.value.answer(response, as: bound)
        }
    }

    private func answer(_ response: Response, as bound: NIOLoopBound<Exchange>) async {
        defer {
            task = nil
            connection.handlerEnded()
        }
        guard case .stream(let produce) = response.body, !response.status.forbidsBody else {
            return respond(response)
        }
        guard phase == .handling else { return }
        start(response.status, response.headers)
        guard phase == .answering, !isFinished else { return }
        do {
            let body = NIOLoopBound<OutboundSource>(self, eventLoop: loop.executor.eventLoop)
            try await produce(BodyWriter(stream: body, executor: loop.executor))
            end()
        } catch {
            abort()
        }
    }

    // MARK: Time

    /// A client may shorten the time a handler has, never stretch it.
    private func setDeadline() {
        let longest = loop.now + TimeAmount(loop.limits.requestTimeout)
        guard let asked = request.headers[.requestTimeout].flatMap(decimal) else {
            deadline = Deadline(longest)
            return
        }
        let wanted = loop.now + .milliseconds(Int64(asked))
        deadline = Deadline(min(longest, wanted))
        guard wanted < loop.now + ServerLoop.tickInterval * 4 else { return }
        // Too soon for the loop's tick, which looks at every exchange.
        let bound = NIOLoopBound(self, eventLoop: loop.executor.eventLoop)
        timer = loop.executor.eventLoop.scheduleTask(deadline: deadline.instant) {
            bound.value.expire()
        }
    }

    /// What the loop's tick asks: has the time come to give up?
    final func tick(_ now: NIODeadline) {
        switch phase {
        case .receivingHead, .gathering:
            if deadline.instant <= now { return expire() }
            if now - progressAt > TimeAmount(loop.limits.progressTimeout) { abort(.cancel) }
        case .handling:
            if deadline.instant <= now { return expire() }
            if inbound?.isAwaited == true { endIfStalled(now) }
        case .answering:
            if isFinished, queuedBytes == 0, !isRequestComplete { return endUnwanted(now) }
            // What is finished and still here waits for a window, though it be for END_STREAM.
            if isFinished || queuedBytes > 0 || inbound?.isAwaited == true { endIfStalled(now) }
        case .closed:
            break
        }
    }

    /// The answer is out; what is still to come of the request is of no use to anyone
    /// (RFC 9113, section 8.1). A reset on the answer's heels would make some clients throw the
    /// answer away, so it waits for a tick; until then the client gets no more room to send.
    private func endUnwanted(_ now: NIODeadline) {
        guard now - progressAt > ServerLoop.tickInterval else { return }
        abort(.noError)
    }

    private func endIfStalled(_ now: NIODeadline) {
        guard now - progressAt > TimeAmount(loop.limits.progressTimeout) else { return }
        inbound?.failed(.timedOut)
        abort(.cancel)
    }

    /// The deadline has passed: the handler is cancelled, and the client told so at once.
    private func expire() {
        timer = nil
        guard phase == .handling || phase == .gathering else { return }
        refuse(receiver?.expired() ?? loop.expiredResponse(request), .timedOut)
    }
}
