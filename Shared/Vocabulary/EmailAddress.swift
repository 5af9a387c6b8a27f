/// An e-mail address that can be written to: RFC 5321's `Mailbox` without quoted local parts and
/// address literals, letters beyond ASCII welcome (RFC 6531). Whether anybody reads it is known
/// only when they answer.
public struct EmailAddress: Hashable, Sendable {
    /// The address as it was given.
    public let text: String
    /// What is compared and indexed: the same mailbox in lower case. A server may tell cases
    /// apart in theory; none that people use does.
    public let key: String

    /// RFC 5321 §4.5.3.1: 254 bytes in all, 64 of them before the `@`.
    public static let lengthMax = 254
    private static let localLengthMax = 64

    /// `nil` for what is no address.
    public init?(_ text: String) {
        let utf8 = text.utf8
        guard 3...Self.lengthMax ~= utf8.count, let at = utf8.lastIndex(of: UInt8(ascii: "@")),
            Self.isLocalPart(utf8[..<at]), Self.isDomain(utf8[utf8.index(after: at)...])
        else { return nil }
        self.text = text
        key = text.lowercased()
    }

    private static func isLocalPart(_ bytes: Substring.UTF8View) -> Bool {
        guard 1...localLengthMax ~= bytes.count else { return false }
        return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { atom in !atom.isEmpty && atom.allSatisfy(isAtomByte) }
    }

    /// RFC 5322 §3.2.3 `atext`, and UTF-8.
    private static func isAtomByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || isLetterOrDigit(byte) || specials.contains(byte)
    }

    private static func isDomain(_ bytes: Substring.UTF8View) -> Bool {
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard labels.count >= 2 else { return false }
        return labels.allSatisfy { label in
            let isWord = label.allSatisfy {
                $0 >= 0x80 || isLetterOrDigit($0) || $0 == UInt8(ascii: "-")
            }
            return 1...63 ~= label.count && isWord && label.first != UInt8(ascii: "-")
                && label.last != UInt8(ascii: "-")
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
            || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static let specials = Array("!#$%&'*+-/=?^_`{|}~".utf8)
}

extension EmailAddress: LosslessStringConvertible {
    /// The address as it was given.
    public var description: String { text }
}
