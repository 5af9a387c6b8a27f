/// Which of several certificates is shown to which host name (RFC 6125 §6.4).
struct HostNameTable: Sendable {
    private var exact: [String: Int] = [:]
    private var wildcards: [String: Int] = [:]

    /// `names[i]` are the names of certificate `i`; of two with the same name the first counts.
    init(_ names: [[String]]) {
        for (index, names) in names.enumerated() {
            for name in names.map(Self.normal) {
                if name.hasPrefix("*.") {
                    let suffix = String(name.dropFirst(2))
                    wildcards[suffix] = wildcards[suffix] ?? index
                } else {
                    exact[name] = exact[name] ?? index
                }
            }
        }
    }

    /// The certificate for a host: an exact name beats a wildcard, which stands for one label.
    func index(for host: String) -> Int? {
        let host = Self.normal(host)
        if let index = exact[host] { return index }
        guard let dot = host.firstIndex(of: "."), dot > host.startIndex else { return nil }
        return wildcards[String(host[host.index(after: dot)...])]
    }

    /// Lower case, without the dot that ends an absolute name.
    static func normal(_ host: String) -> String {
        let host = host.lowercased()
        return host.hasSuffix(".") ? String(host.dropLast()) : host
    }
}
