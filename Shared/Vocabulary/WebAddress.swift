/// An address of the web that a browser may be sent to: `http` or `https`, a host, no user name
/// or password, no white space. What else RFC 3986 demands is left to whoever resolves it.
public struct WebAddress: Hashable, Sendable {
    /// The address as it was given.
    public let text: String

    /// Longer addresses than browsers take.
    public static let lengthMax = 2_048

    /// `nil` for what is no such address.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.lengthMax else { return nil }
        let scheme = text.prefix { $0 != ":" }.lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = text.utf8.dropFirst(scheme.utf8.count)
        guard rest.starts(with: "://".utf8) else { return nil }
        // The backslash is a slash to browsers and nothing to RFC 3986.
        let isPrintable = rest.allSatisfy {
            $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") && !Self.brackets.contains($0)
        }
        let authority = rest.dropFirst(3).prefix { !Self.authorityEnds.contains($0) }
        let host = authority.prefix { $0 != UInt8(ascii: ":") }
        let port = authority.dropFirst(host.count).dropFirst()
        guard isPrintable, !host.isEmpty, !authority.contains(UInt8(ascii: "@")),
            port.count <= 5, port.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return nil }
        self.text = text
    }

    private static let authorityEnds = Array("/?#".utf8)
    private static let brackets = Array("<>\"{}|^`".utf8)
}

extension WebAddress: LosslessStringConvertible {
    /// The address as it was given.
    public var description: String { text }
}
