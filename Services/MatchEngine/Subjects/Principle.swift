/// A value (`transparency`) or a cause (`climate_action`) that somebody stands for.
///
/// The two kinds never meet: a value and a cause of one name are two principles.
public struct Principle: Hashable, Comparable, Sendable {
    public enum Kind: String, Hashable, Comparable, Sendable, CaseIterable {
        case value, cause
        public static func < (a: Self, b: Self) -> Bool { a == .value && b == .cause }
    }

    public let kind: Kind
    /// Lower-case snake_case, 1…64 bytes.
    public let name: String

    /// - Throws: ``InputError/malformed(_:)`` unless `name` is lower-case snake_case.
    public init(_ kind: Kind, _ name: String) throws(InputError) {
        guard Tag.isValid(name) else { throw .malformed(kind == .value ? .values : .causes) }
        self.kind = kind
        self.name = name
    }

    public static func < (a: Self, b: Self) -> Bool { (a.kind, a.name) < (b.kind, b.name) }
}

/// The form of every open vocabulary: principles and benefits.
public enum Tag {
    /// Whether `text` is 1…64 bytes of `a`–`z`, `0`–`9` and `_`.
    public static func isValid(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == 95
            }
    }
}
