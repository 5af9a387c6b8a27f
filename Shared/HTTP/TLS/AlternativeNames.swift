import COpenSSL

/// The subject alternative names of a certificate (RFC 5280 §4.2.1.6).
///
/// Names that hold a zero byte are left out: to C they would end there.
struct AlternativeNames {
    private(set) var dns: [String] = []
    private(set) var addresses: [[UInt8]] = []
    private(set) var uris: [String] = []
    private(set) var emails: [String] = []

    init(_ certificate: OpaquePointer) {
        guard let found = unsafe X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil)
        else { return }
        let names = OpaquePointer(found)
        defer { unsafe GENERAL_NAMES_free(names) }
        for index in 0..<(unsafe OPENSSL_sk_num(names)) {
            guard let item = unsafe OPENSSL_sk_value(names, index) else { continue }
            let name = unsafe item.assumingMemoryBound(to: GENERAL_NAME.self)
            var type: Int32 = 0
            guard let value = unsafe GENERAL_NAME_get0_value(name, &type) else { continue }
            switch type {
            case GEN_DNS: unsafe Self.text(value).map { dns.append($0) }
            case GEN_URI: unsafe Self.text(value).map { uris.append($0) }
            case GEN_EMAIL: unsafe Self.text(value).map { emails.append($0) }
            case GEN_IPADD: unsafe addresses.append(Self.bytes(value))
            default: continue
            }
        }
    }

    private static func text(_ value: UnsafeMutableRawPointer) -> String? {
        let bytes = unsafe bytes(value)
        return bytes.contains(0) ? nil : String(decoding: bytes, as: UTF8.self)
    }

    private static func bytes(_ value: UnsafeMutableRawPointer) -> [UInt8] {
        let string = unsafe value.assumingMemoryBound(to: ASN1_STRING.self)
        let start = unsafe ASN1_STRING_get0_data(string)
        let count = unsafe Int(ASN1_STRING_length(string))
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }
}
