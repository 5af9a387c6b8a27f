import NIOCore

/// Plaintext that was written and is not sealed yet.
struct WriteQueue {
    private(set) var buffers: [ByteBuffer] = []
    private var promises: [EventLoopPromise<Void>] = []
    private(set) var byteCount = 0
    /// Whether a flush came since the queue was empty.
    private(set) var hasFlushed = false

    /// Too long to go on waiting for a flush.
    var isLong: Bool {
        byteCount > TLSLimits.unflushedBytesMax || buffers.count > TLSLimits.unflushedWritesMax
    }

    /// Too long to go on waiting for the end of the handshake.
    var isOverfull: Bool {
        byteCount > TLSLimits.queuedBytesMax || buffers.count > TLSLimits.queuedWritesMax
    }

    mutating func append(_ buffer: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
        buffers.append(buffer)
        byteCount += buffer.readableBytes
        if let promise { promises.append(promise) }
    }

    mutating func flush() {
        hasFlushed = !buffers.isEmpty
    }

    var isEmpty: Bool { buffers.isEmpty }

    /// Empties the queue. Returns a promise that stands for those of all the writes.
    mutating func take() -> EventLoopPromise<Void>? {
        let promise = combined()
        // A short queue's memory serves the next flush.
        buffers.removeAll(keepingCapacity: buffers.count <= TLSLimits.keptWritesMax)
        promises.removeAll()
        byteCount = 0
        hasFlushed = false
        return promise
    }

    mutating func fail(_ error: any Error) {
        let failed = promises
        self = WriteQueue()
        for promise in failed { promise.fail(error) }
    }

    private func combined() -> EventLoopPromise<Void>? {
        guard let first = promises.first else { return nil }
        for promise in promises.dropFirst() { first.futureResult.cascade(to: promise) }
        return first
    }
}
