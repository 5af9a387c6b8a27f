import NIOCore

/// Brings a response to a task that waits for it. Confined to its event loop.
final class ResponseGatherer: ResponseReceiver {
    private let loop: ClientLoop
    private let smallBytesMax: Int
    private var exchange: ClientExchange?
    private var isSettled = false
    /// Until it is fetched: who keeps a response keeps its stream.
    private var outcome: Result<ClientResponse, ClientError>?
    private var waiter: CheckedContinuation<Result<ClientResponse, ClientError>, Never>?
    // A small body on its way.
    private var status = Status.ok
    private var headers = Headers()
    private var gathered: [UInt8] = []
    /// A body that is read piece by piece.
    private var stream: InboundBody?

    init(_ loop: ClientLoop, smallBytesMax: Int) {
        self.loop = loop
        self.smallBytesMax = smallBytesMax
    }

    func attach(_ exchange: ClientExchange) {
        if !isSettled { self.exchange = exchange }
    }

    // MARK: The task

    func wait(_ continuation: CheckedContinuation<Result<ClientResponse, ClientError>, Never>) {
        guard let outcome else { return waiter = continuation }
        self.outcome = nil
        continuation.resume(returning: outcome)
    }

    func cancel() {
        guard !isSettled, let exchange else { return }
        let error = ClientError(.cancelled, mayHaveBeenProcessed: exchange.mayHaveBeenProcessed)
        exchange.cancel()
        failed(error)
    }

    private func settle(_ result: Result<ClientResponse, ClientError>) {
        guard !isSettled else { return }
        isSettled = true
        guard let waiting = waiter else { return outcome = result }
        waiter = nil
        waiting.resume(returning: result)
    }

    private func settle(_ body: ResponseBody, trailers: Headers = Headers()) {
        settle(
            .success(
                ClientResponse(status: status, headers: headers, body: body, trailers: trailers)
            )
        )
    }

    // MARK: The response

    override func head(_ status: Status, _ headers: consuming Headers, endOfStream: Bool) {
        self.status = status
        self.headers = headers
        if endOfStream {
            exchange = nil
            return settle(.none)
        }
        let length = self.headers[.contentLength].flatMap(decimal)
        if let length, length <= smallBytesMax {
            gathered.reserveCapacity(length)
        } else {
            settle(.stream(reader()))
        }
    }

    private func reader() -> BodyReader {
        let body = InboundBody(
            credit: { [weak self] in self?.exchange?.consumed($0) },
            firstWait: nil
        )
        stream = body
        let eventLoop = loop.executor.eventLoop
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        return BodyReader(
            body: NIOLoopBound(body, eventLoop: eventLoop),
            executor: loop.executor,
            lease: ReaderLease { eventLoop.execute { bound.value.abandoned() } }
        )
    }

    /// Nobody reads any more, or the reader's task was cancelled.
    private func abandoned() {
        exchange?.cancel()
        exchange = nil
        stream?.failed(.cancelled)
        stream = nil
    }

    override func received(_ bytes: UnsafeRawBufferPointer) {
        if let stream { return unsafe stream.received(bytes) }
        unsafe gathered.append(contentsOf: bytes)
        exchange?.consumed(bytes.count)
    }

    override func ended(trailers: Headers) {
        exchange = nil
        if let stream {
            stream.ended(trailers: trailers)
            self.stream = nil
        } else {
            settle(gathered.isEmpty ? .none : .bytes(gathered), trailers: trailers)
        }
    }

    override func failed(_ error: ClientError) {
        exchange = nil
        stream?.failed(BodyError(error.reason))
        stream = nil
        settle(.failure(error))
    }
}

extension ClientLoop {
    /// Sends a request whose response somebody will wait for.
    func begin(
        _ request: ClientRequest,
        to upstream: Upstream,
        deadline: Deadline
    ) -> ResponseGatherer {
        let gatherer = ResponseGatherer(self, smallBytesMax: upstream.limits.smallBodyBytesMax)
        gatherer.attach(start(request, to: upstream, deadline: deadline, receiver: gatherer))
        return gatherer
    }

    /// Sends a request and waits for its response. To be called on the loop.
    func response(
        to request: ClientRequest,
        from upstream: Upstream,
        deadline: Deadline
    ) async -> Result<ClientResponse, ClientError> {
        let gatherer = begin(request, to: upstream, deadline: deadline)
        let eventLoop = executor.eventLoop
        let bound = NIOLoopBound(gatherer, eventLoop: eventLoop)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                eventLoop.run { bound.value.wait(continuation) }
            }
        } onCancel: {
            eventLoop.run { bound.value.cancel() }
        }
    }
}

/// A call from a thread that is not the loop's. Confined to the loop.
struct RemoteCall {
    private var gatherer: ResponseGatherer?
    private var isCancelled = false

    mutating func begin(
        _ continuation: CheckedContinuation<Result<ClientResponse, ClientError>, Never>,
        _ start: () -> ResponseGatherer
    ) {
        guard !isCancelled else {
            let error = ClientError(.cancelled, mayHaveBeenProcessed: false)
            return continuation.resume(returning: .failure(error))
        }
        let gatherer = start()
        gatherer.wait(continuation)
        self.gatherer = gatherer
    }

    mutating func cancel() {
        isCancelled = true
        gatherer?.cancel()
    }
}

extension EventLoop {
    /// At once where this is the loop's thread, else when it comes to it.
    fileprivate func run(_ body: @escaping @Sendable () -> Void) {
        if inEventLoop { body() } else { execute(body) }
    }
}
