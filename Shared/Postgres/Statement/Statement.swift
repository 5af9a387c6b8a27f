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

        /// Looks at some of the text only: the driver hashes every statement it sends, and two
        /// statements that agree in all of this are rare and told apart by `==`.
        func hash(into hasher: inout Hasher) {
            hasher.combine(sql.utf8.count)
            hasher.combine(unsafe sql.utf8.withContiguousStorageIfAvailable(Shape.sample) ?? 0)
        }

        private static func sample(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
            let step = max(1, bytes.count / samples)
            return stride(from: bytes.count - 1, through: 0, by: -step).reduce(0) { word, offset in
                word &* 31 &+ UInt64(unsafe bytes[offset])
            }
        }

        private static let samples = 24
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

    init(shape: Shape, values: ByteWriter) {
        self.shape = shape
        self.values = values
    }

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
