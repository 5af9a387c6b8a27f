import NIOCore
import NIOPosix

/// Buffers that the connections of one thread take turns with.
///
/// A buffer is needed only while a burst of bytes passes through, so an idle connection holds
/// none. Whoever takes one owns it; nested bursts simply take another.
final class BufferPool {
    /// The variable itself may be used from any thread; each sees its own pool.
    private nonisolated(unsafe) static let perThread = ThreadSpecificVariable<BufferPool>()

    static var current: BufferPool {
        if let pool = unsafe perThread.currentValue { return pool }
        let pool = BufferPool()
        unsafe perThread.currentValue = pool
        return pool
    }

    private var spare: [ByteBuffer] = []

    /// An empty buffer. Its storage is new if a reader of its last content still holds that.
    func take(capacity: Int) -> ByteBuffer {
        guard var buffer = spare.popLast() else {
            return ByteBufferAllocator().buffer(capacity: capacity)
        }
        buffer.clear(minimumCapacity: capacity)
        return buffer
    }

    func give(_ buffer: ByteBuffer) {
        guard (1...TLSLimits.pooledBytesMax).contains(buffer.capacity),
            spare.count < TLSLimits.pooledBuffersMax
        else { return }
        spare.append(buffer)
    }
}
