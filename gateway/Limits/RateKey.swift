import Vocabulary

/// Whom a rate is counted for: a principal, or an address without a token. Two words, so that it is
/// compared and hashed without a call.
struct RateKey: Hashable {
    let high: UInt64
    let low: UInt64

    /// A principal with a subject of its own; nil for services.
    init?(_ principal: Principal) {
        guard let subject = principal.subject else { return nil }
        high = subject.high
        low = subject.low
    }

    /// An IPv4 address, or the first 64 bits of an IPv6 one: a home or a server has that many to
    /// itself, and could take a new one for every request.
    init(address: String) {
        // An IPv4 address that was mapped (::ffff:192.0.2.1) is itself.
        let last = address.contains(".") ? address.split(separator: ":").last : nil
        if let number = last.flatMap(Self.number(ofIPv4:)) {
            high = number
            low = 4
        } else if let prefix = Self.prefix(ofIPv6: address) {
            high = prefix
            low = 6
        } else {
            high = 0
            low = 0
        }
    }

    private static func number(ofIPv4 text: Substring) -> UInt64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt64 = 0
        for part in parts {
            guard let byte = UInt8(part) else { return nil }
            number = number << 8 | UInt64(byte)
        }
        return number
    }

    private static func prefix(ofIPv6 text: String) -> UInt64? {
        guard text.contains(":") else { return nil }
        let parts = text.prefix { $0 != "%" }
            .split(separator: ":", omittingEmptySubsequences: false)
        let gap = parts.firstIndex { $0.isEmpty } ?? parts.count
        var groups: [UInt64] = parts[..<gap].compactMap { UInt64($0, radix: 16) }
        let behind = parts[gap...].filter { !$0.isEmpty }.compactMap { UInt64($0, radix: 16) }
        while groups.count + behind.count < 8 { groups.append(0) }
        return (groups + behind).prefix(4).reduce(0) { $0 << 16 | $1 & 0xFFFF }
    }
}
