/// A protocol that ALPN (RFC 7301) can agree on.
public enum ApplicationProtocol: String, Sendable, Hashable, CaseIterable {
    /// HTTP/2 over TLS (RFC 9113).
    case http2 = "h2"
    /// HTTP/1.1 (RFC 9112).
    case http1 = "http/1.1"
}

extension ApplicationProtocol {
    /// The names as ALPN sends them, each behind a byte that holds its length.
    static func wireFormat(_ protocols: [ApplicationProtocol]) -> [UInt8] {
        protocols.flatMap { [UInt8($0.rawValue.utf8.count)] + Array($0.rawValue.utf8) }
    }

    /// Where the first of `preferred` stands in `offer`, a list in wire format.
    ///
    /// A list whose lengths do not add up offers what precedes the fault.
    static func firstMatch<Offer: Collection<UInt8>>(
        of preferred: [ApplicationProtocol],
        in offer: Offer
    ) -> Range<Int>? where Offer.Index == Int {
        var found: [ApplicationProtocol: Range<Int>] = [:]
        var start = offer.startIndex
        while start < offer.endIndex {
            let name = start + 1..<start + 1 + Int(offer[start])
            guard name.upperBound <= offer.endIndex else { break }
            if let one = ApplicationProtocol(wire: offer[name]) { found[one] = name }
            start = name.upperBound
        }
        return preferred.lazy.compactMap { found[$0] }.first
    }

    /// The protocol of that name, if it is one of ours.
    init?(wire name: some Collection<UInt8>) {
        self.init(rawValue: String(decoding: name, as: UTF8.self))
    }
}
