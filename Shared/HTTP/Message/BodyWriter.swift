import NIOCore

/// Writes a body piece by piece; a write waits while the peer is behind.
public struct BodyWriter: Sendable {
    let stream: NIOLoopBound<Exchange>
    let executor: LoopExecutor

    /// Sends bytes, and waits while more than `unsentBytesMax` are unsent.
    /// - Throws: `peerGone` or `timedOut` once nobody will read any more.
    public func write(_ bytes: [UInt8]) async throws(BodyError) {
        try await onLoop { exchange throws(BodyError) in try await exchange.write(bytes) }
    }

    /// Fields that follow the body. The last call counts.
    public func setTrailers(_ trailers: Headers) async throws(BodyError) {
        try await onLoop { exchange throws(BodyError) in exchange.trailers = trailers }
    }

    private func onLoop(
        _ write: @Sendable (Exchange) async throws(BodyError) -> Void
    ) async throws(BodyError) {
        if executor.eventLoop.inEventLoop { return try await write(stream.value) }
        try await withTaskExecutorPreference(executor) { () async throws(BodyError) in
            try await write(stream.value)
        }
    }
}
