import NIOCore

/// Plaintext that was written and is not sealed yet.
struct WriteQueue {
    /// What is sealed in one go.
    struct Batch {
        let buffers: [ByteBuffer]
        let byteCount: Int
        /// Stands for the promises of all the writes.
        let promise: EventLoopPromise<Void>?
    }

    private var buffers: [ByteBuffer] = []
    private var promises: [EventLoopPromise<Void>] = []
    private(set) var byteCount = 0
    /// Whether a flush came since the last batch was taken.
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

    /// All writes, in order; nothing if there are none.
    mutating func takeAll() -> Batch? {
        guard !buffers.isEmpty else { return nil }
        defer { self = WriteQueue() }
        return Batch(buffers: buffers, byteCount: byteCount, promise: combined())
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
