import COpenSSL

/// The host a client connects to: a DNS name or an IP address.
enum ServerName: Sendable, Hashable {
    /// Lower case, without a final dot.
    case host(String)
    case address(String)

    /// - Throws: ``TLSError/invalidServerName`` for anything that no certificate can be for.
    init(_ text: String) throws(TLSError) {
        let bare =
            text.hasPrefix("[") && text.hasSuffix("]") ? text.dropFirst().dropLast() : text[...]
        let name = String(bare)
        if Self.isAddress(name) {
            self = .address(name)
        } else if Self.isHost(HostNameTable.normal(name)) {
            self = .host(HostNameTable.normal(name))
        } else {
            throw .invalidServerName
        }
    }

    var text: String {
        switch self {
        case .host(let text), .address(let text): text
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        guard !text.utf8.contains(0), let bytes = unsafe a2i_IPADDRESS(text) else { return false }
        unsafe ASN1_OCTET_STRING_free(bytes)
        return true
    }

    /// RFC 1123 labels, and underscores, which some internal names have. An empty first label
    /// would mean "any subdomain" to OpenSSL.
    private static func isHost(_ name: String) -> Bool {
        guard (1...253).contains(name.utf8.count) else { return false }
        let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            (1...63).contains(label.count)
                && label.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"),
                        UInt8(ascii: "-"), UInt8(ascii: "_"):
                        true
                    default: false
                    }
                }
        }
    }
}
