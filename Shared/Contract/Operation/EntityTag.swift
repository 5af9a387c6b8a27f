/// The version of one resource as HTTP says it: the strong entity tag `"7"`.
public enum EntityTag {
    /// The `ETag` header of a version.
    public static func text(version: Int) -> String { "\"\(version)\"" }
}

/// An answer that holds one resource, with its version.
public protocol Versioned: Wire {
    /// Counts the resource's changes, from 1.
    var version: Int { get }
}

extension Versioned {
    /// Its own version.
    public var resourceVersion: Int? { version }
}

/// An `If-Match` header: the versions that a client is prepared to change.
public struct IfMatch: Hashable, Sendable {
    private let isAny: Bool
    private let versions: [Int]

    /// More tags than a client can mean.
    static let tagsMax = 16

    /// Reads `*` or a list of entity tags (RFC 9110 §13.1.1); `nil` for anything else. Weak tags,
    /// and strong ones that are not ours, are tags that never match.
    public init?(utf8: Span<UInt8>) {
        guard let text = String(utf8: utf8), text.utf8.count <= 512 else { return nil }
        let tags = text.split(separator: ",", omittingEmptySubsequences: false).map { tag in
            String(
                tag.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }
                    .reversed()
            )
        }
        if tags == ["*"] {
            (isAny, versions) = (true, [])
            return
        }
        guard tags.count <= Self.tagsMax, tags.allSatisfy(Self.isTag) else { return nil }
        (isAny, versions) = (false, tags.compactMap(Self.version))
    }

    /// Whether a resource of this version may be changed.
    public func admits(version: Int) -> Bool {
        isAny || versions.contains(version)
    }

    private static func isTag(_ tag: String) -> Bool {
        let opaque = tag.hasPrefix("W/") ? tag.utf8.dropFirst(2) : tag.utf8[...]
        guard opaque.count >= 2, opaque.first == UInt8(ascii: "\""),
            opaque.last == UInt8(ascii: "\"")
        else { return false }
        return opaque.dropFirst().dropLast().allSatisfy {
            $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != 0x7F
        }
    }

    private static func version(_ tag: String) -> Int? {
        guard tag.hasPrefix("\"") else { return nil }
        let digits = tag.dropFirst().dropLast()
        // One spelling: "07" and "+7" are other tags.
        guard let version = Int(digits), String(version) == digits else { return nil }
        return version
    }
}
