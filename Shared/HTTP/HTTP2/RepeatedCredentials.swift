import CNGHTTP2
import Glibc

/// Spares nghttp2 the credentials that a client sends again with every request.
///
/// Clients keep `authorization` out of the compression's table (RFC 7541, section 7.1.3), so each
/// request brings the Huffman code of its token, and to decode half a KiB takes as long as all
/// else that nghttp2 does with it. Where a connection brings the same code as the time before, a
/// stand-in of a few bytes goes to nghttp2, and when that reports the field, what was decoded then
/// is put in its place. Everything else passes as it came; nothing is held back.
///
/// Confined to its connection's event loop. A class, because nghttp2 calls back while it reads.
final class RepeatedCredentials {
    /// Shorter ones are not worth it, longer ones not worth the memory.
    private static let encodedRange = 32...4_096
    /// RFC 9113, section 6.5.2: larger frames are refused, and must be seen to be too large.
    private static let frameMax = 16_384
    private static let frameHeader = 9
    /// RFC 9113, section 3.4.
    private static let preface = 24

    /// Stands for the credentials in what nghttp2 reads. Nobody can guess it, so nobody else can
    /// have sent it.
    private static let standIn = (0..<16).map { _ in UInt8.random(in: 0x61...0x7A) }
    private static let encodedStandIn = [UInt8(standIn.count)] + standIn

    private var encoded: [UInt8] = []
    private var decoded: [UInt8] = []
    private var isLearning = false
    /// What is still to come of a frame that passes as it is; at first, of the preface.
    private var bytesLeft = RepeatedCredentials.preface
    /// How much has come of a frame's header that came in pieces, and the length it tells.
    private var headerCount = 0
    private var length = 0

    // MARK: What arrives

    /// Gives what arrived to `receive`, in as few pieces as can be.
    /// - Returns: false once `receive` has said so.
    func pass(
        _ bytes: UnsafeRawBufferPointer,
        _ receive: (UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        var rewritten: [UInt8] = []
        /// What has been given, or stands in `rewritten`.
        var done = 0
        var position = 0
        while position < bytes.count {
            guard bytesLeft == 0, headerCount == 0, bytes.count - position >= Self.frameHeader
            else {
                position = unsafe skip(bytes, from: position)
                continue
            }
            let header = unsafe UnsafeRawBufferPointer(rebasing: bytes[position...].prefix(9))
            bytesLeft = unsafe Int(header[0]) << 16 | Int(header[1]) << 8 | Int(header[2])
            let start = position + Self.frameHeader
            let end = start + bytesLeft
            position = start
            guard unsafe Self.isWholeBlock(header), bytesLeft <= Self.frameMax, end <= bytes.count
            else { continue }
            let block = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                .bindMemory(to: UInt8.self)
            guard let value = unsafe CredentialsLiteral.find(in: block),
                Self.encodedRange.contains(value.count)
            else { continue }
            position = end
            bytesLeft = 0
            if unsafe isRemembered(UnsafeRawBufferPointer(block)[value]) {
                if rewritten.isEmpty { rewritten.reserveCapacity(bytes.count) }
                let length = block.count - value.count + Self.encodedStandIn.count
                unsafe Self.append(bytes[done..<start - Self.frameHeader], to: &rewritten)
                rewritten.append(0)
                rewritten.append(UInt8(length >> 8))
                rewritten.append(UInt8(length & 0xFF))
                unsafe Self.append(header[3...], to: &rewritten)
                unsafe Self.append(bytes[start..<start + value.lowerBound], to: &rewritten)
                rewritten.append(contentsOf: Self.encodedStandIn)
                unsafe Self.append(bytes[start + value.upperBound..<end], to: &rewritten)
            } else {
                let before = unsafe bytes[done..<start - Self.frameHeader]
                let frame = unsafe bytes[start - Self.frameHeader..<end]
                guard unsafe Self.give(&rewritten, before, receive) else { return false }
                unsafe encoded = Array(block[value])
                decoded = []
                isLearning = true
                let isUnderstood = unsafe receive(UnsafeRawBufferPointer(rebasing: frame))
                isLearning = false
                guard isUnderstood else { return false }
            }
            done = end
        }
        return unsafe Self.give(&rewritten, bytes[done...], receive)
    }

    private func isRemembered(_ value: Slice<UnsafeRawBufferPointer>) -> Bool {
        guard !decoded.isEmpty, unsafe encoded.count == value.count else { return false }
        let value = unsafe UnsafeRawBufferPointer(rebasing: value)
        return unsafe encoded.withUnsafeBytes { encoded in
            guard let one = encoded.baseAddress, let other = value.baseAddress else { return false }
            return unsafe memcmp(one, other, encoded.count) == 0
        }
    }

    private static func append(_ bytes: Slice<UnsafeRawBufferPointer>, to list: inout [UInt8]) {
        unsafe list.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes))
    }

    /// HEADERS that hold a whole block and nothing else.
    private static func isWholeBlock(_ header: UnsafeRawBufferPointer) -> Bool {
        let others = NGHTTP2_FLAG_PADDED.rawValue | NGHTTP2_FLAG_PRIORITY.rawValue
        let flags = unsafe UInt32(header[4])
        return unsafe UInt32(header[3]) == NGHTTP2_HEADERS.rawValue
            && flags & (NGHTTP2_FLAG_END_HEADERS.rawValue | others)
                == NGHTTP2_FLAG_END_HEADERS.rawValue
    }

    /// Passes what is left of a frame, or a byte of a header that came in pieces.
    private func skip(_ bytes: UnsafeRawBufferPointer, from position: Int) -> Int {
        guard bytesLeft == 0 else {
            let count = min(bytesLeft, bytes.count - position)
            bytesLeft -= count
            return position + count
        }
        if headerCount < 3 { length = unsafe length << 8 | Int(bytes[position]) }
        headerCount += 1
        if headerCount == Self.frameHeader {
            bytesLeft = length
            headerCount = 0
            length = 0
        }
        return position + 1
    }

    private static func give(
        _ rewritten: inout [UInt8],
        _ rest: Slice<UnsafeRawBufferPointer>,
        _ receive: (UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        guard !rewritten.isEmpty else {
            return unsafe rest.isEmpty || receive(UnsafeRawBufferPointer(rebasing: rest))
        }
        unsafe append(rest, to: &rewritten)
        defer { rewritten.removeAll(keepingCapacity: true) }
        return unsafe rewritten.withUnsafeBytes { bytes in unsafe receive(bytes) }
    }

    // MARK: What nghttp2 reports

    /// Calls `body` with the value that a field has.
    func restore(
        _ name: UnsafeBufferPointer<UInt8>,
        _ value: UnsafeBufferPointer<UInt8>,
        _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        guard isLearning || value.count == Self.standIn.count,
            unsafe HeaderName.authorization.matches(name)
        else { return unsafe body(value) }
        if isLearning {
            // Which of two it was that came as a literal is not known here.
            if decoded.isEmpty { unsafe decoded = Array(value) } else { encoded = [] }
        }
        guard !decoded.isEmpty, unsafe Self.standIn.elementsEqual(value) else {
            return unsafe body(value)
        }
        unsafe decoded.withUnsafeBufferPointer { value in unsafe body(value) }
    }
}
