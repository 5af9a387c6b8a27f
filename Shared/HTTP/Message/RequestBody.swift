import NIOCore

/// The body of a request: whole where it is small, else a stream that is read piece by piece and
/// holds the client back while nobody reads.
public enum RequestBody: Sendable {
    case none
    case bytes([UInt8])
    case stream(BodyReader)

    /// Reads the whole body.
    /// - Parameter limit: in bytes; a larger body is `tooLarge`.
    public func collect(upTo limit: Int) async throws(BodyError) -> [UInt8] {
        switch self {
        case .none: return []
        case .bytes(let bytes):
            guard bytes.count <= limit else { throw .tooLarge }
            return bytes
        case .stream(let reader):
            var all: [UInt8] = []
            while let piece = try await reader.next() {
                guard all.count + piece.count <= limit else { throw .tooLarge }
                all.append(contentsOf: piece)
            }
            return all
        }
    }
}

/// Reads a body in pieces as they arrive. One reader at a time.
public struct BodyReader: Sendable {
    let body: NIOLoopBound<InboundBody>
    let executor: LoopExecutor
    /// Learns that nobody reads any more, where somebody wants to know.
    var lease: ReaderLease?

    /// The next piece, never empty; nil after the last.
    public func next() async throws(BodyError) -> [UInt8]? {
        guard let lease else { return try await piece() }
        let result: Result<[UInt8]?, BodyError> = await withTaskCancellationHandler {
            do throws(BodyError) {
                return .success(try await piece())
            } catch {
                return .failure(error)
            }
        } onCancel: {
            lease.giveUp()
        }
        return try result.get()
    }

    private func piece() async throws(BodyError) -> [UInt8]? {
        try await onLoop { body throws(BodyError) in try await body.next() }
    }

    /// Fields that followed the body; there are none before `next` has returned nil.
    public func trailers() async -> Headers {
        (try? await onLoop { body throws(BodyError) in body.trailers }) ?? Headers()
    }

    /// Reading happens on the connection's loop; a reader from elsewhere goes there and back.
    private func onLoop<Result: Sendable>(
        _ read: @Sendable (InboundBody) async throws(BodyError) -> Result
    ) async throws(BodyError) -> Result {
        if executor.eventLoop.inEventLoop { return try await read(body.value) }
        return try await withTaskExecutorPreference(executor) {
            @concurrent () async throws(BodyError) in
            try await read(body.value)
        }
    }
}
