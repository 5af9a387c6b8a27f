/// A statement, or a part of one, with its parameters: SQL that never contains input.
///
/// Values that are interpolated become parameters (`$1`, `$2`, …); statements that are
/// interpolated become part of the text, with their parameters; identifiers are quoted:
///
/// ```swift
/// var filter: Statement = "org_id = \(organization)"
/// if let status { filter = "\(filter) AND status = \(status)" }
/// try await database.rows("SELECT id, name FROM candidates WHERE \(filter)") as [Candidate]
/// ```
///
/// A list is one parameter, whatever its length: `id = ANY(\(ids))`.
public struct Statement: Sendable, ExpressibleByStringInterpolation {
    /// What the server prepares: the text and the types of its parameters.
    struct Shape: Hashable, Sendable {
        var sql: String
        var parameters: [Parameter]
    }

    struct Parameter: Hashable, Sendable {
        var type: PostgresType
        /// Where its `$` stands in the UTF-8 of the text.
        var mark: Int
    }

    var shape: Shape
    /// The parameters' values, each behind its length as in a Bind message.
    var values: ByteWriter
    /// False for statements that are not worth a place among the prepared ones.
    var isPrepared = true

    /// SQL without parameters, from the program's text.
    public init(stringLiteral sql: String) {
        shape = Shape(sql: sql, parameters: [])
        values = ByteWriter()
    }

    /// SQL with parameters, from the program's text.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.statement
    }

    /// The SQL, with placeholders in place of the values.
    public var sql: String { shape.sql }

    /// How many parameters there are; the protocol allows 65 535.
    public var parameterCount: Int { shape.parameters.count }

    static let parametersMax = 65_535

    /// The same statement, parsed anew each time instead of being kept prepared on its
    /// connection. For statements that are sent once (`CREATE …`), or whose text varies much.
    public func unprepared() -> Statement {
        var copy = self
        copy.isPrepared = false
        return copy
    }
}

extension Statement: CustomStringConvertible {
    /// The SQL, with placeholders in place of the values.
    public var description: String { sql }
}

extension Statement: CustomReflectable {
    /// Shows the SQL and hides the values.
    public var customMirror: Mirror { Mirror(self, children: ["sql": sql]) }
}
