import CNGHTTP2

/// Decodes the header blocks of one connection.
@safe final class HeaderInflater {
    private let raw: OpaquePointer

    struct Broken: Error {}

    init() throws {
        var created: OpaquePointer?
        guard unsafe nghttp2_hd_inflate_new(&created) == 0, let created = unsafe created else {
            throw Broken()
        }
        unsafe raw = created
    }

    deinit { unsafe nghttp2_hd_inflate_del(raw) }

    func fields(of block: [UInt8]) throws -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        var offset = 0
        while true {
            var field = unsafe nghttp2_nv()
            var flags: CInt = 0
            let consumed = unsafe block.withUnsafeBufferPointer { bytes in
                let rest = unsafe UnsafeMutablePointer(mutating: bytes.baseAddress)
                return unsafe nghttp2_hd_inflate_hd2(
                    raw,
                    &field,
                    &flags,
                    rest?.advanced(by: offset),
                    block.count - offset,
                    1
                )
            }
            guard consumed >= 0 else { throw Broken() }
            offset += consumed
            let seen = UInt32(flags)
            if seen & NGHTTP2_HD_INFLATE_EMIT.rawValue != 0 {
                unsafe fields.append(
                    (text(field.name, field.namelen), text(field.value, field.valuelen))
                )
            }
            if seen & NGHTTP2_HD_INFLATE_FINAL.rawValue != 0 {
                unsafe nghttp2_hd_inflate_end_headers(raw)
                return fields
            }
            guard consumed > 0 || seen & NGHTTP2_HD_INFLATE_EMIT.rawValue != 0 else {
                throw Broken()
            }
        }
    }

    private func text(_ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int) -> String {
        unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}
