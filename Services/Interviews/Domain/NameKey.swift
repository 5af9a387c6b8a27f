@_spi(_Unicode) import Swift
import Vocabulary

/// Names of companies, roles and feeders as they are compared: without case and surrounding
/// space, with one space between words, and however accents are encoded.
enum NameKey {
    /// What is compared and indexed.
    static func key(of name: String) -> String {
        words(of: name).joined(separator: " ")
    }

    /// What text search finds a name by: its words, each once.
    static func searchWords(of names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.flatMap { name in
            spelling(of: name).split { !$0.isLetter && !$0.isNumber }.map(String.init)
        }
        .filter { seen.insert($0).inserted }
    }

    private static func words(of name: String) -> [String] {
        spelling(of: name).unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
            .map { String($0) }
    }

    /// In small letters, and composed: "é" may come as one scalar or as two, and keys are compared
    /// and hashed by their bytes.
    private static func spelling(of name: String) -> String {
        let small = name.lowercased()
        if small.utf8.allSatisfy({ $0 < 0x80 }) { return small }
        var composed = String.UnicodeScalarView()
        composed.append(contentsOf: small._nfc)
        return String(composed)
    }
}

extension Subject {
    /// The name of a company or a feeder.
    enum Name {}
}

/// A name of a company or feeder without its letters: events hold this, so that they can stay
/// when what they speak of is erased.
typealias NameID = Identifier<Subject.Name>

extension Identifier where Subject == Vocabulary.Subject.Name {
    /// No feeder.
    static var none: NameID { NameID(UUID128(high: 0, low: 0)) }

    /// Any company, or any feeder and none: what totals of all of them are kept under.
    static var any: NameID { NameID(UUID128(high: .max, low: .max)) }

    /// The same for names that are compared as equal. FNV-1a of 128 bits: nobody gains by a
    /// collision, and by chance there is none.
    static func of(_ name: String?) -> NameID {
        guard let name else { return .none }
        var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
        for byte in NameKey.key(of: name).utf8 {
            hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013B
        }
        return NameID(UUID128(high: UInt64(hash >> 64), low: UInt64(truncatingIfNeeded: hash)))
    }
}
