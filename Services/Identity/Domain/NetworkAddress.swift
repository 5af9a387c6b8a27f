/// Where a request comes from, as far as it tells one household from another.
struct NetworkAddress: Hashable {
    /// An IPv4 address, or the first 64 bits of an IPv6 one: whoever has one of its addresses has
    /// all 2⁶⁴. Anything else is taken as it is.
    let text: String

    init(_ address: String) {
        let parts = address.split(separator: "%", maxSplits: 1).first ?? ""
        text = Self.network(parts.lowercased()) ?? address
    }

    private static func network(_ address: String) -> String? {
        guard address.contains(":") else { return nil }
        let halves = address.split(separator: ":", omittingEmptySubsequences: false)
        if address.hasPrefix("::ffff:"), let mapped = halves.last, mapped.contains(".") {
            return String(mapped)
        }
        // "::" stands for as many zeros as are missing.
        let front = address.split(separator: "::", omittingEmptySubsequences: false)
        var groups = front[0].split(separator: ":").map(String.init)
        if front.count > 1 {
            let back = front[1].split(separator: ":").map(String.init)
            let missing = max(0, 8 - groups.count - back.count)
            groups += Array(repeating: "0", count: missing) + back
        }
        guard groups.count >= 4 else { return nil }
        let numbers = groups.prefix(4).map { UInt16($0, radix: 16) }
        guard !numbers.contains(nil) else { return nil }
        return numbers.compactMap(\.self).map { String($0, radix: 16) }.joined(separator: ":")
    }
}
