import CNGHTTP2
import NIOCore

/// The bytes of a body on their way out, and whether more will follow. nghttp2 pulls from it as
/// flow control allows.
///
/// A class, because C keeps its address while the stream lives; the stream that owns it outlives
/// its entry in the session.
@safe public class OutboundSource {
    final private(set) var current: [UInt8] = []
    private var offset = 0
    final private(set) var waiting: [[UInt8]] = []
    /// Bytes that wait for credit.
    final private(set) var queuedBytes = 0
    /// Bytes that have left, in all.
    final private(set) var takenBytes = 0
    final private(set) var isFinished = false
    /// Sent once everything before it has been.
    final var trailers: Headers?
    /// Whether the session has been told that nothing is there, and waits to be resumed.
    final private(set) var isDeferred = false
    /// Who wrote more than may be unsent.
    private var writer: CheckedContinuation<Void, Never>?

    init() {}

    /// From this size on, an array is kept rather than copied.
    private static let keptBytesMin = 4 * 1024
    /// Copied bytes are gathered in pieces of about this size.
    private static let gatheredBytesMax = 64 * 1024

    final func append(_ bytes: [UInt8]) {
        guard bytes.count >= Self.keptBytesMin || offset == current.count else {
            return unsafe bytes.withUnsafeBytes { unsafe append($0) }
        }
        guard !bytes.isEmpty else { return }
        queuedBytes += bytes.count
        if offset == current.count {
            current = bytes
            offset = 0
        } else {
            waiting.append(bytes)
        }
    }

    /// Copies, for bytes that are the caller's only during the call.
    final func append(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 0 else { return }
        queuedBytes += bytes.count
        if offset == current.count {
            current.removeAll(keepingCapacity: true)
            offset = 0
            unsafe current.append(contentsOf: bytes)
        } else if let last = waiting.last?.count, last < Self.gatheredBytesMax {
            unsafe waiting[waiting.count - 1].append(contentsOf: bytes)
        } else if waiting.isEmpty, current.count < Self.gatheredBytesMax {
            unsafe current.append(contentsOf: bytes)
        } else {
            // What has been sent of `current` goes when the rest of it has been.
            unsafe waiting.append(Array(bytes))
        }
    }

    final func finish() { isFinished = true }

    final func discard() {
        current = []
        waiting = []
        offset = 0
        queuedBytes = 0
    }

    // MARK: Writing from a task

    /// Whether anybody will still read what is written.
    var acceptsBody: Bool { false }

    /// What may be unsent before a write waits, in bytes.
    var unsentBytesMax: Int { 0 }

    /// More has been appended, or the body has been finished.
    func changed() {}

    final func write(_ bytes: [UInt8]) async throws(BodyError) {
        guard acceptsBody else { throw .peerGone }
        // The answer to HEAD has no body, and its handler need not know.
        guard !isFinished else { return }
        append(bytes)
        changed()
        while acceptsBody, queuedBytes > unsentBytesMax {
            guard writer == nil else { throw .alreadyReading }
            await withCheckedContinuation { writer = $0 }
        }
        guard acceptsBody else { throw .peerGone }
    }

    final func wakeWriter() {
        guard let waiting = writer else { return }
        writer = nil
        waiting.resume()
    }

    /// The peer took bytes: whoever waits for room may go on.
    func drained() {
        if queuedBytes <= unsentBytesMax / 2 { wakeWriter() }
    }

    /// The session waits: has it resume. False where it does not.
    final func takeDeferral() -> Bool {
        defer { isDeferred = false }
        return isDeferred
    }

    /// Takes up to `limit` bytes for a protocol that pushes.
    final func takeBuffer(_ limit: Int) -> ByteBuffer {
        var buffer = ByteBuffer()
        let count = min(limit, queuedBytes)
        unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { room in
            let room = unsafe UnsafeMutableRawBufferPointer(rebasing: room[..<count])
            return unsafe take(into: room.bindMemory(to: UInt8.self))
        }
        drained()
        return buffer
    }

    private func take(into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var count = 0
        while count < target.count, offset < current.count {
            let piece = min(target.count - count, current.count - offset)
            unsafe current.withUnsafeBufferPointer { source in
                let part = unsafe UnsafeBufferPointer(rebasing: source[offset..<offset + piece])
                _ = unsafe UnsafeMutableBufferPointer(rebasing: target[count...])
                    .update(fromContentsOf: part)
            }
            offset += piece
            count += piece
            if offset == current.count, !waiting.isEmpty {
                current = waiting.removeFirst()
                offset = 0
            }
        }
        queuedBytes -= count
        takenBytes += count
        return count
    }

    /// What nghttp2 calls when it may send more of this body.
    final var provider: nghttp2_data_provider {
        unsafe nghttp2_data_provider(
            source: nghttp2_data_source(ptr: Unmanaged.passUnretained(self).toOpaque()),
            read_callback: { session, id, buffer, room, flags, source, _ in
                guard let pointer = unsafe source?.pointee.ptr, let flags = unsafe flags else {
                    return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
                }
                let body = unsafe Unmanaged<OutboundSource>.fromOpaque(pointer)
                    .takeUnretainedValue()
                let target = unsafe UnsafeMutableBufferPointer(start: buffer, count: room)
                return unsafe body.read(session, id, into: target, flags)
            }
        )
    }

    private func read(
        _ session: OpaquePointer?,
        _ id: Int32,
        into target: UnsafeMutableBufferPointer<UInt8>,
        _ flags: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let count = unsafe take(into: target)
        if isFinished, queuedBytes == 0 {
            unsafe flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue
            if let trailers, trailers.count > 0 {
                unsafe flags.pointee |= NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
                unsafe FieldList.with(trailers, extra: 1) { list, bytes in
                    unsafe list.append(trailers, bytes)
                    unsafe nghttp2_submit_trailer(session, id, list.base, list.count)
                }
            }
        } else if count == 0 {
            isDeferred = true
            return Int(NGHTTP2_ERR_DEFERRED.rawValue)
        }
        if count > 0 { drained() }
        return count
    }
}
