extension Statement {
    /// Collects the pieces of a statement.
    public struct StringInterpolation: StringInterpolationProtocol {
        var statement: Statement = ""

        /// Called by the compiler.
        public init(literalCapacity: Int, interpolationCount: Int) {
            // `$1` to `$99` are at most three bytes.
            statement.shape.sql.reserveCapacity(literalCapacity + 3 * interpolationCount)
            statement.shape.parameters.reserveCapacity(interpolationCount)
            // An identifier has 16 bytes, behind the 4 of its length.
            statement.values = ByteWriter(reservingCapacity: 20 * interpolationCount)
        }

        /// Called by the compiler: literal text is SQL.
        public mutating func appendLiteral(_ literal: String) {
            statement.shape.sql += literal
        }

        /// Binds a value as the next parameter.
        public mutating func appendInterpolation<Value: PostgresValue>(_ value: Value) {
            addPlaceholder(of: Value.postgresType)
            statement.values.writeField(value)
        }

        /// Binds a value as the next parameter, or NULL.
        public mutating func appendInterpolation<Value: PostgresValue>(_ value: Value?) {
            addPlaceholder(of: Value.postgresType)
            statement.values.writeField(value)
        }

        /// Puts a name, quoted.
        public mutating func appendInterpolation(_ identifier: Identifier) {
            statement.shape.sql += identifier.quoted
        }

        /// Puts another statement's text here, its parameters numbered on from this one's.
        public mutating func appendInterpolation(_ fragment: Statement) {
            let text = fragment.shape.sql.utf8
            var copied = text.startIndex
            for parameter in fragment.shape.parameters {
                let mark = text.index(text.startIndex, offsetBy: parameter.mark)
                statement.shape.sql += fragment.shape.sql[copied..<mark]
                addPlaceholder(of: parameter.type)
                copied = text.index(after: mark)
                while copied < text.endIndex, (0x30...0x39).contains(text[copied]) {
                    copied = text.index(after: copied)
                }
            }
            statement.shape.sql += fragment.shape.sql[copied...]
            statement.values.append(fragment.values)
        }

        /// Puts several statements here with the same text between them, such as `, ` or ` AND `.
        public mutating func appendInterpolation(_ list: [Statement], separator: Statement) {
            for (index, fragment) in list.enumerated() {
                if index > 0 { appendInterpolation(separator) }
                appendInterpolation(fragment)
            }
        }

        private mutating func addPlaceholder(of type: PostgresType) {
            let mark = statement.shape.sql.utf8.count
            statement.shape.parameters.append(Parameter(type: type, mark: mark))
            statement.shape.sql += "$"
            statement.shape.sql += String(statement.shape.parameters.count)
        }
    }
}
