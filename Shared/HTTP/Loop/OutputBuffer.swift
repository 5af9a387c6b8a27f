import NIOCore

/// One buffer that every connection of a loop serialises into. Once the socket has taken what was
/// written, the same memory serves the next write. Confined to its event loop.
final class OutputBuffer {
    private var buffer = ByteBuffer()

    /// What a burst of answers needs; grows where it must.
    private static let capacity = 16 * 1024
    /// A buffer that one large body has stretched is not kept.
    private static let keptCapacityMax = 512 * 1024

    /// The buffer, empty. Hand it back with `put`.
    func take() -> ByteBuffer {
        var taken = buffer
        buffer = ByteBuffer()
        // Where the socket still holds the bytes, this finds new memory.
        taken.clear(minimumCapacity: Self.capacity)
        return taken
    }

    func put(_ used: ByteBuffer) {
        if used.capacity <= Self.keptCapacityMax { buffer = used }
    }
}
