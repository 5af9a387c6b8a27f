import NIOCore

/// What has arrived of a response.
struct ResponseProgress {
    /// 0 until one has arrived.
    var status = 0
    var headers = Headers()
    var trailers = Headers()
    /// Of every head so far, interim ones and trailers included.
    var listSize = 0
    var bodyBytes = 0
    /// What the application has not taken yet.
    var unconsumedBytes = 0

    /// Hands the head's fields over, so that a forwarder may change them without a copy.
    mutating func takeHeaders() -> Headers {
        var taken = Headers()
        swap(&taken, &headers)
        return taken
    }
}

/// The response's way in.
extension ClientExchange {
    var unconsumedBytes: Int { inbound.unconsumedBytes }

    /// Whether fields that arrive belong to a head rather than to trailers.
    private var expectsHead: Bool {
        switch phase {
        case .asking: true
        case .new, .waiting, .pausing, .discarding, .answering, .answered, .ended: false
        }
    }

    /// - Returns: false where the list is too long; the exchange has ended then.
    func countField(_ nameCount: Int, _ valueCount: Int) -> Bool {
        inbound.listSize += nameCount + valueCount + Headers.fieldOverhead
        guard inbound.listSize <= pool.limits.headerListBytesMax else {
            fail(.headersTooLarge)
            return false
        }
        return true
    }

    /// A field that the session has validated.
    func field(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        guard countField(name.count, value.count) else { return }
        guard expectsHead else {
            return unsafe inbound.trailers.appendValidated(name: name, value: value)
        }
        if unsafe name.first == UInt8(ascii: ":") {
            inbound.status = unsafe decimal(value) ?? 0
            // What most responses need, in one allocation each, what a gateway adds included.
            inbound.headers.reserve(fields: 16, bytes: 480)
        } else {
            unsafe inbound.headers.appendValidated(name: name, value: value)
        }
    }

    /// A head of HTTP/1.1, interim ones included.
    func headReceived(_ status: Int, _ headers: Headers, isLast: Bool) {
        guard expectsHead else { return }
        guard countField(0, headers.listSize - Headers.fieldOverhead) else { return }
        inbound.status = status
        inbound.headers = headers
        fieldsEnded(isLast: isLast)
    }

    /// A field behind the body of HTTP/1.1.
    func trailer(_ name: String, _ value: String) {
        guard countField(name.utf8.count, value.utf8.count) else { return }
        inbound.trailers.append(name: name.utf8, value: value.utf8)
    }

    /// Whether the peer has more to say.
    var owesResponse: Bool {
        switch phase {
        case .asking, .answering, .discarding: true
        case .new, .waiting, .pausing, .answered, .ended: false
        }
    }

    /// A head, or trailers, are whole.
    func fieldsEnded(isLast: Bool) {
        progressAt = loop.now
        guard expectsHead else {
            if isLast { responseEnded() }
            return
        }
        switch inbound.status {
        case 100..<200: inbound.headers = Headers()
        case 200..<1000: headReceived(isLast: isLast)
        case _: fail(.malformedResponse)
        }
    }

    func malformed() {
        abandon(.protocolError)
        fail(.malformedResponse)
    }

    private func headReceived(isLast: Bool) {
        connection?.replica.answered()
        if let retryAt = serviceIsBack(), mayRetry(at: retryAt) {
            phase = .discarding(retryAt: retryAt)
            if isLast { responseEnded() }
            return
        }
        phase = isLast ? .answered : .answering
        let told = receiver
        if isLast { receiver = nil }
        told?.head(Status(inbound.status), inbound.takeHeaders(), endOfStream: isLast)
    }

    /// When a service that is unavailable asks to be asked again, where that is safe.
    private func serviceIsBack() -> NIODeadline? {
        guard inbound.status == Status.unavailable.code, request.isIdempotent,
            let seconds = inbound.headers[.retryAfter].flatMap(decimal),
            seconds <= pool.limits.progressTimeout.components.seconds
        else { return nil }
        // Those who were turned away together do not come back together.
        let spread = TimeAmount(pool.limits.backoff).nanoseconds
        let jitter = Int64(Double(spread) * loop.random.fraction())
        return loop.now + .seconds(Int64(seconds)) + .nanoseconds(jitter)
    }

    func dataReceived(_ bytes: UnsafeRawBufferPointer) {
        progressAt = loop.now
        inbound.bodyBytes += bytes.count
        switch phase {
        case .answering:
            let most = request.responseBytesMax ?? pool.limits.bodyBytesMax
            guard inbound.bodyBytes <= most else { return fail(.bodyTooLarge) }
            inbound.unconsumedBytes += bytes.count
            unsafe receiver?.received(bytes)
        case .discarding(let retryAt):
            connection?.giveCredit(self, bytes.count)
            guard inbound.bodyBytes > pool.limits.smallBodyBytesMax else { return }
            abandon(.cancel)
            pause(until: retryAt)
        case .new, .waiting, .pausing, .asking, .answered, .ended:
            break
        }
    }

    /// The response is whole.
    func responseEnded() {
        progressAt = loop.now
        switch phase {
        case .answering:
            phase = .answered
            let told = receiver
            receiver = nil
            told?.ended(trailers: inbound.trailers)
        case .discarding(let retryAt):
            release()
            pause(until: retryAt)
        case .new, .waiting, .pausing, .asking, .answered, .ended:
            break
        }
    }

    /// The application has passed on that many bytes of the body: the peer may send as many.
    public func consumed(_ count: Int) {
        inbound.unconsumedBytes -= count
        guard let connection else { return }
        if inbound.unconsumedBytes == 0 { progressAt = loop.now }
        connection.giveCredit(self, count)
    }
}
