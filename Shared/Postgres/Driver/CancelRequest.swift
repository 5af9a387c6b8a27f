import CLibPQ

/// What it takes to stop a statement from another thread; outlives its connection.
@safe
final class CancelRequest: Sendable {
    // libpq allows it to be used by any one thread.
    nonisolated(unsafe) private let raw: OpaquePointer

    init?(of connection: Connection) {
        guard let raw = unsafe PQgetCancel(connection.raw) else { return nil }
        unsafe self.raw = raw
    }

    deinit {
        unsafe PQfreeCancel(raw)
    }

    /// Sends it and waits until the server has passed it on. Blocks.
    func send() {
        var message = [CChar](repeating: 0, count: CancelRequest.messageBytes)
        // What cannot be cancelled ends by its timeout.
        _ = unsafe PQcancel(raw, &message, Int32(message.count))
    }

    /// The size that libpq's documentation recommends.
    private static let messageBytes = 256
}
