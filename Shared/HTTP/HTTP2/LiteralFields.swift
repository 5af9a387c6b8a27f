import NIOCore

/// Fields whose values nobody sends twice, written behind the block that nghttp2 has compressed, as
/// literals that enter no table (RFC 7541, sections 6.2.2 and 6.2.3).
///
/// A table would only lose others to them, and to put half a KiB of token into Huffman code takes
/// as long as all else that nghttp2 does with a request, twice: the peer has to read it again.
struct LiteralFields {
    private let headers: Headers
    /// What is left of the caller's deadline, in milliseconds, where the peer is told.
    private let timeout: Int?

    init(_ headers: Headers, timeout: Int? = nil) {
        self.headers = headers
        self.timeout = timeout
    }

    /// In bytes, of names and values, and 32 for each field. Whatever becomes of so many, it fits
    /// into one frame of the size that every peer takes (RFC 9113, section 6.5.2).
    private static let listSizeMax = 8_192

    /// Whether a head may leave them to be written here.
    static func fit(_ headers: Headers, others: Int = 0) -> Bool {
        headers.listSize + others <= listSizeMax
    }

    /// Whether a field is one of them.
    static func contains(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        switch name.count {
        case 9: unsafe rateLimit.matches(name)
        case 11: unsafe HeaderName.traceparent.matches(name)
        case 12: unsafe HeaderName.requestID.matches(name)
        case 13: unsafe HeaderName.authorization.matches(name)
        case _: false
        }
    }

    private static let rateLimit: HeaderName = "ratelimit"

    /// Appends a whole frame of HEADERS, and to its block what nghttp2 was not told of.
    func append(behind frame: UnsafeBufferPointer<UInt8>, to buffer: inout ByteBuffer) {
        // Two bytes in front of a field, and three in front of each of its strings at most.
        let timeoutMax = unsafe HeaderName.requestTimeout.bytes.count + 32
        let bytesMax = frame.count + headers.listSize + timeoutMax
        unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: bytesMax) { room in
            guard let base = room.baseAddress else { return 0 }
            var writer = unsafe Writer(base.assumingMemoryBound(to: UInt8.self))
            unsafe writer.write(frame)
            unsafe headers.bytes.withUnsafeBufferPointer { bytes in
                for field in headers.fields {
                    let name = unsafe UnsafeBufferPointer(rebasing: bytes[field.name])
                    guard unsafe Self.contains(name) else { continue }
                    let value = unsafe UnsafeBufferPointer(rebasing: bytes[field.value])
                    unsafe writer.field(name, value)
                }
            }
            if let timeout {
                unsafe withDecimal(timeout) { digits in
                    unsafe writer.field(HeaderName.requestTimeout.bytes, digits)
                }
            }
            unsafe writer.setLength()
            return unsafe writer.count
        }
    }
}

/// Writes into memory that has room enough.
@unsafe private struct Writer {
    private let start: UnsafeMutablePointer<UInt8>
    private(set) var count = 0

    private static let frameHeader = 9
    /// A literal that no hop may put into a table, with the name 23 of the static one.
    private static let authorization: [2 of UInt8] = [0x1F, 23 - 15]

    init(_ start: UnsafeMutablePointer<UInt8>) { unsafe self.start = start }

    mutating func field(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        if unsafe HeaderName.authorization.matches(name) {
            unsafe write(Self.authorization[0])
            unsafe write(Self.authorization[1])
        } else {
            unsafe write(0)
            unsafe string(name)
        }
        unsafe string(value)
    }

    /// The length of a frame's payload, in its first three bytes.
    mutating func setLength() {
        let length = unsafe count - Self.frameHeader
        unsafe start[0] = UInt8(length >> 16)
        unsafe start[1] = UInt8(length >> 8 & 0xFF)
        unsafe start[2] = UInt8(length & 0xFF)
    }

    /// As it is, behind its length (RFC 7541, sections 5.1 and 5.2).
    private mutating func string(_ bytes: UnsafeBufferPointer<UInt8>) {
        var rest = bytes.count
        if rest < 0x7F {
            unsafe write(UInt8(rest))
        } else {
            unsafe write(0x7F)
            rest -= 0x7F
            while rest >= 0x80 {
                unsafe write(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            unsafe write(UInt8(rest))
        }
        unsafe write(bytes)
    }

    private mutating func write(_ byte: UInt8) {
        unsafe start[count] = byte
        unsafe count += 1
    }

    mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        unsafe start.advanced(by: count).update(from: source, count: bytes.count)
        unsafe count += bytes.count
    }
}
