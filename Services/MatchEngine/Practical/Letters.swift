/// Short codes of letters as numbers in base 26 or 27.
enum Letters {
    /// Packs letters from `first` (65 `A`, 97 `a`); nil when the text has other characters.
    /// Two and three letters never collide: two-letter codes come after all of three letters.
    static func pack(
        _ text: some StringProtocol,
        first: UInt8,
        counts: ClosedRange<Int>
    ) -> UInt16? {
        let bytes = Array(text.utf8)
        guard counts.contains(bytes.count),
            bytes.allSatisfy({ (first..<first + 26).contains($0) })
        else { return nil }
        let number = bytes.reduce(UInt16(0)) { $0 * 26 + UInt16($1 - first) }
        return bytes.count == 3 ? number : 17_576 + number
    }

    static func unpack(_ number: UInt16, first: UInt8, count: Int) -> String {
        var rest = number >= 17_576 ? number - 17_576 : number
        var bytes: [UInt8] = []
        for _ in 0..<count {
            bytes.insert(first + UInt8(rest % 26), at: 0)
            rest /= 26
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Two capital letters of ISO 3166-1.
public struct CountryCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: UInt16

    /// All there can be: 26 × 26 pairs of letters.
    static let countMax = 676

    /// - Throws: ``InputError/malformed(_:)``
    public init(_ text: some StringProtocol) throws(InputError) {
        guard let raw = Letters.pack(text, first: 65, counts: 2...2) else {
            throw .malformed(.country)
        }
        rawValue = raw
    }

    public var description: String { Letters.unpack(rawValue, first: 65, count: 2) }
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Two or three small letters of ISO 639: `en`, `sv`, `yue`.
public struct LanguageCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: UInt16

    /// - Throws: ``InputError/malformed(_:)``
    public init(_ text: some StringProtocol) throws(InputError) {
        guard let raw = Letters.pack(text, first: 97, counts: 2...3) else {
            throw .malformed(.languages)
        }
        rawValue = raw
    }

    public var description: String {
        Letters.unpack(rawValue, first: 97, count: rawValue >= 17_576 ? 2 : 3)
    }

    public static func < (a: Self, b: Self) -> Bool { a.description < b.description }
}

/// Command of a language by the Common European Framework, A1 lowest. Not ``Competency``.
public enum CEFR: UInt8, Hashable, Comparable, Sendable, CaseIterable {
    case a1 = 1
    case a2, b1, b2, c1, c2

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension CEFR {
    /// `A1` … `C2`.
    public var name: String {
        let letters = ["A", "B", "C"]
        return "\(letters[Int(rawValue - 1) / 2])\((rawValue - 1) % 2 + 1)"
    }
}
