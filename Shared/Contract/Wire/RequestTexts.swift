/// The decoded texts in a request's path and query.
struct RequestTexts: Sendable {
    /// The values of the path's parameters, in its order.
    var path: [[UInt8]] = []
    /// The query's parameters, in its order.
    var query: [(name: String, value: [UInt8])] = []

    /// More parameters than any operation has, with room for repeated ones.
    static let queryMax = 100

    /// Nothing in path or query.
    static let none = RequestTexts()

    /// All values given for a name.
    func values(of name: String) -> [[UInt8]] {
        query.isEmpty ? [] : query.filter { $0.name == name }.map(\.value)
    }

    /// Reads `a=1&b=2`; `nil` for what is not percent-encoded UTF-8, or too long.
    static func query(_ text: ArraySlice<UInt8>) -> [(name: String, value: [UInt8])]? {
        var pairs: [(name: String, value: [UInt8])] = []
        for pair in text.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(
                separator: UInt8(ascii: "="),
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let name = PercentEncoding.decode(parts[0], plusIsSpace: true),
                let text = String(utf8: name.span),
                let value = PercentEncoding.decode(
                    parts.count > 1 ? parts[1] : [],
                    plusIsSpace: true
                ),
                pairs.count < queryMax
            else { return nil }
            pairs.append((text, value))
        }
        return pairs
    }
}
