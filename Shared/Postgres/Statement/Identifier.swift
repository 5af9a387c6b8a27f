/// The name of a schema, table, column or role, quoted where it appears in a statement.
///
/// It can only be made of text that stands in the program, never of input:
///
/// ```swift
/// let order: Identifier = newestFirst ? "created_at" : "name"
/// try await database.rows("SELECT … ORDER BY \(order)")
/// ```
public struct Identifier: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name, unquoted.
    public let name: String

    /// A name from the program's text.
    public init(stringLiteral name: StaticString) {
        self.name = name.description
    }

    /// A name from the program's text.
    public init(_ name: StaticString) {
        self.init(stringLiteral: name)
    }

    private init(joined name: String) {
        self.name = name
    }

    /// The name with more of the program's text behind it (`identity` → `identity_owner`).
    public func appending(_ suffix: StaticString) -> Identifier {
        Identifier(joined: name + suffix.description)
    }

    /// In double quotes, those within it doubled.
    var quoted: String {
        var quoted = "\""
        for character in name.unicodeScalars {
            if character == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}

extension Identifier: CustomStringConvertible {
    /// The name, quoted.
    public var description: String { quoted }
}
