import CLibPQ

/// One row of an answer, to be read column by column while it is at hand.
///
/// Reading the columns in the order of the SELECT list is fastest, any order works.
@safe
public struct Row: ~Copyable {
    let answer: Answer
    let index: Int32
    /// The type that is being read, for the error that names it.
    let type: any Any.Type
    /// Where the next column is expected; shared by the rows of an answer.
    let hint: UnsafeMutablePointer<Int32>

    @usableFromInline
    init(of answer: Answer, index: Int, type: any Any.Type, hint: UnsafeMutablePointer<Int32>) {
        self.answer = answer
        self.index = Int32(truncatingIfNeeded: index)
        self.type = type
        unsafe self.hint = unsafe hint
    }

    /// Reads the column of that name as `Value`.
    ///
    /// - Throws: `.unreadable`, which names the column, its type, `Value` and the row's type.
    @inlinable
    public subscript<Value: PostgresValue>(name: StaticString) -> Value {
        get throws(PostgresError) {
            let column = find(name)
            guard column >= 0 else { throw noColumn(name.description, for: Value.self) }
            return try read(column)
        }
    }

    /// Reads the column at that position of the SELECT list, counted from 0, as `Value`.
    ///
    /// - Throws: `.unreadable`, as for a name.
    @inlinable
    public subscript<Value: PostgresValue>(column: Int) -> Value {
        get throws(PostgresError) {
            guard column >= 0, column < columnCount else {
                throw noColumn("\(column)", for: Value.self)
            }
            return try read(Int32(column))
        }
    }

    /// How many columns the row has.
    public var columnCount: Int { answer.columnCount }
}

extension Row {
    @inlinable
    func read<Value: PostgresValue>(_ column: Int32) throws(PostgresError) -> Value {
        let cell = cell(column)
        do throws(CellError) {
            if cell.isNull {
                guard let null = Value.null else { throw .null }
                return null
            }
            guard Value.accepts(cell.type) else { throw .type }
            return try Value(reading: cell)
        } catch {
            throw unreadable(column, as: Value.self, error)
        }
    }

    /// The column of that name, the expected one first; −1 when there is none.
    @usableFromInline
    func find(_ name: StaticString) -> Int32 {
        let count = Int32(truncatingIfNeeded: columnCount)
        let expected = unsafe hint.pointee
        var column = expected
        for _ in 0..<count {
            if column >= count { column = 0 }
            if answer.column(column, isNamed: name) {
                unsafe hint.pointee = column + 1
                return column
            }
            column += 1
        }
        return -1
    }

    @usableFromInline
    func cell(_ column: Int32) -> Cell {
        answer.cell(row: index, column: column)
    }

    @usableFromInline
    func noColumn(_ name: String, for value: any Any.Type) -> PostgresError {
        let unreadable = PostgresError.Unreadable(
            column: name,
            columnType: nil,
            wanted: "\(value)",
            row: "\(type)",
            problem: nil
        )
        return PostgresError(.unreadable(unreadable))
    }

    @usableFromInline
    func unreadable(
        _ column: Int32,
        as value: any Any.Type,
        _ problem: CellError
    ) -> PostgresError {
        let unreadable = PostgresError.Unreadable(
            column: answer.columnName(column),
            columnType: answer.columnType(column),
            wanted: "\(value)",
            row: "\(type)",
            problem: problem
        )
        return PostgresError(.unreadable(unreadable))
    }
}
