/// Bytes at a fixed address that somebody else keeps there: heap memory or a mapped file.
///
/// The engine does no I/O: an adapter maps a file and hands over the region with its owner.
@safe
public struct ByteRegion: Sendable {
    private let address: UInt
    public let count: Int
    /// Keeps the bytes where they are, unchanged, as long as it lives.
    private let owner: any AnyObject & Sendable

    /// - Parameter bytes: must stay valid and unchanged for as long as `owner` lives.
    @unsafe
    public init(_ bytes: UnsafeRawBufferPointer, owner: any AnyObject & Sendable) {
        address = UInt(bitPattern: bytes.baseAddress)
        count = bytes.count
        self.owner = owner
    }

    /// A copy on the heap.
    public init(copying bytes: [UInt8]) {
        let heap = HeapBytes(bytes)
        address = heap.address
        count = bytes.count
        owner = heap
    }

    /// A copy of the bytes.
    public var bytes: [UInt8] { unsafe withBytes { unsafe [UInt8]($0) } }

    /// Part of the region; traps outside of it.
    func part(_ range: Range<Int>) -> ByteRegion {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return ByteRegion(address: address + UInt(range.lowerBound), count: range.count, owner)
    }

    private init(address: UInt, count: Int, _ owner: any AnyObject & Sendable) {
        self.address = address
        self.count = count
        self.owner = owner
    }

    /// Reads a little-endian value; traps outside of the region.
    @inline(__always)
    func load<Value: BitwiseCopyable>(_ offset: Int, as type: Value.Type) -> Value {
        precondition(offset >= 0 && offset + MemoryLayout<Value>.size <= count)
        defer { withExtendedLifetime(owner) {} }
        let bytes = unsafe UnsafeRawPointer(bitPattern: address).unsafelyUnwrapped
        return unsafe bytes.loadUnaligned(fromByteOffset: offset, as: type)
    }

    /// The bytes themselves, for as long as `body` runs.
    @unsafe
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(owner) {} }
        return unsafe try body(
            UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
        )
    }
}

/// Heap memory of a ``ByteRegion``.
private final class HeapBytes: Sendable {
    let address: UInt

    init(_ bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(1, bytes.count),
            alignment: 16
        )
        unsafe memory.copyBytes(from: bytes)
        address = UInt(bitPattern: memory.baseAddress)
    }

    deinit { unsafe UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
}
