import CNGHTTP2

/// A header block that is being submitted: `nghttp2_nv` entries in stack memory that point into
/// bytes the caller holds. nghttp2 copies them during the submission.
@unsafe struct FieldList {
    private(set) var base: UnsafeMutablePointer<nghttp2_nv>
    private(set) var count = 0

    mutating func append(
        _ name: UnsafeBufferPointer<UInt8>,
        _ value: UnsafeBufferPointer<UInt8>,
        _ flags: UInt32 = NGHTTP2_NV_FLAG_NONE.rawValue
    ) {
        unsafe base.advanced(by: count).initialize(
            to: nghttp2_nv(
                name: UnsafeMutablePointer(mutating: name.baseAddress),
                value: UnsafeMutablePointer(mutating: value.baseAddress),
                namelen: name.count,
                valuelen: value.count,
                flags: UInt8(flags)
            )
        )
        unsafe count += 1
    }

    /// A name that is a constant of the program need not be copied.
    mutating func append(_ name: HeaderName, _ value: UnsafeBufferPointer<UInt8>) {
        unsafe append(name.bytes, value, NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue)
    }

    /// Calls `body` with room for the fields of `headers` and `extra` more, those of `headers` not
    /// yet in it: pseudo-header fields come first.
    static func with<Result>(
        _ headers: Headers,
        extra: Int,
        _ body: (_ list: inout FieldList, _ bytes: UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        unsafe withUnsafeTemporaryAllocation(
            of: nghttp2_nv.self,
            capacity: headers.count + extra
        ) { entries in
            unsafe headers.bytes.withUnsafeBufferPointer { bytes in
                // `entries` has a base address: `extra` is never 0.
                guard let base = entries.baseAddress else { preconditionFailure("no room") }
                var list = unsafe FieldList(base: base)
                return unsafe body(&list, bytes)
            }
        }
    }

    /// Appends every field that HTTP/2 lets travel: connection-specific ones stay behind
    /// (RFC 9113, section 8.2.2), and literal ones where `LiteralFields` writes them.
    mutating func append(
        _ headers: Headers,
        _ bytes: UnsafeBufferPointer<UInt8>,
        without: HeaderName? = nil,
        leavingLiterals: Bool = false
    ) {
        for field in headers.fields {
            let name = unsafe UnsafeBufferPointer(rebasing: bytes[field.name])
            if unsafe Self.isConnectionSpecific(name) { continue }
            if let without, unsafe without.matches(name) { continue }
            if leavingLiterals, unsafe LiteralFields.contains(name) { continue }
            unsafe append(name, UnsafeBufferPointer(rebasing: bytes[field.value]))
        }
    }

    private static func isConnectionSpecific(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        switch name.count {
        case 7: unsafe upgrade.matches(name)
        case 10: unsafe connection.matches(name) || keepAlive.matches(name)
        case 16: unsafe proxyConnection.matches(name)
        case 17: unsafe transferEncoding.matches(name)
        case _: false
        }
    }

    private static let upgrade: HeaderName = "upgrade"
    private static let connection: HeaderName = "connection"
    private static let keepAlive: HeaderName = "keep-alive"
    private static let proxyConnection: HeaderName = "proxy-connection"
    private static let transferEncoding: HeaderName = "transfer-encoding"
}
