import CLibPQ
import Glibc

/// What a statement answered: rows, or how many rows it changed. Owns one libpq result.
@safe
public final class Answer: Sendable {
    // libpq never changes a finished result, and whoever holds the last reference clears it;
    // so it may be read from any thread.
    nonisolated(unsafe) private let raw: OpaquePointer
    /// How many rows the answer holds.
    public let rowCount: Int
    let columnCount: Int

    /// Takes the result over.
    init(owning raw: OpaquePointer) {
        unsafe self.raw = raw
        rowCount = Int(unsafe PQntuples(raw))
        columnCount = Int(unsafe PQnfields(raw))
    }

    deinit {
        unsafe PQclear(raw)
    }

    /// How many rows the statement selected, inserted, updated or deleted.
    public var affectedRows: Int {
        guard let text = unsafe PQcmdTuples(raw) else { return 0 }
        return Int(unsafe String(cString: text)) ?? 0
    }

    /// The command as the server calls it, without the numbers (`SELECT`, `COMMIT`).
    var command: Substring {
        guard let text = unsafe PQcmdStatus(raw) else { return "" }
        return (unsafe String(cString: text)).prefix { character in character != " " }
    }

    /// The names of the columns, in the order of the SELECT list.
    public var columnNames: [String] {
        (0..<columnCount).map { column in columnName(Int32(truncatingIfNeeded: column)) }
    }

    func columnName(_ column: Int32) -> String {
        unsafe PQfname(raw, column).map { name in unsafe String(cString: name) } ?? ""
    }

    func columnType(_ column: Int32) -> PostgresType {
        PostgresType(oid: unsafe PQftype(raw, column))
    }

    func column(_ column: Int32, isNamed name: StaticString) -> Bool {
        guard let own = unsafe PQfname(raw, column) else { return false }
        // A static string ends with a zero byte, like C's.
        return unsafe name.utf8Start.withMemoryRebound(to: CChar.self, capacity: 1) { wanted in
            unsafe strcmp(own, wanted) == 0
        }
    }

    func cell(row: Int32, column: Int32) -> Cell {
        let type = columnType(column)
        guard unsafe PQgetisnull(raw, row, column) == 0,
            let value = unsafe PQgetvalue(raw, row, column)
        else { return unsafe Cell(start: nil, count: 0, type: type) }
        let bytes = unsafe UnsafeRawPointer(value).assumingMemoryBound(to: UInt8.self)
        let count = Int(unsafe PQgetlength(raw, row, column))
        return unsafe Cell(start: bytes, count: count, type: type)
    }
}

extension Answer {
    /// Reads every row.
    public func all<Row: PostgresRow>(as: Row.Type = Row.self) throws(PostgresError) -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(rowCount)
        var hint: Int32 = 0
        for index in 0..<rowCount {
            rows.append(try unsafe Row(self.row(at: index, as: Row.self, &hint)))
        }
        return rows
    }

    /// Reads the first column of every row.
    @inlinable
    public func all<Value: PostgresValue>(
        as: Value.Type = Value.self
    ) throws(PostgresError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(rowCount)
        for index in 0..<rowCount {
            values.append(try value(at: index))
        }
        return values
    }

    /// Reads the only row, if there is one.
    ///
    /// - Throws: `.tooManyRows` when there are several.
    public func onlyIfAny<Row: PostgresRow>(
        as: Row.Type = Row.self
    ) throws(PostgresError) -> Row? {
        guard rowCount < 2 else { throw PostgresError(.tooManyRows) }
        guard rowCount == 1 else { return nil }
        var hint: Int32 = 0
        return try unsafe Row(row(at: 0, as: Row.self, &hint))
    }

    /// Reads the first column of the only row, if there is one.
    ///
    /// - Throws: `.tooManyRows` when there are several rows.
    @inlinable
    public func onlyIfAny<Value: PostgresValue>(
        as: Value.Type = Value.self
    ) throws(PostgresError) -> Value? {
        guard rowCount < 2 else { throw PostgresError(.tooManyRows) }
        guard rowCount == 1 else { return nil }
        // Named, or it would be read as an optional, and NULL be taken for no row.
        let value: Value = try value(at: 0)
        return value
    }

    @inlinable
    func value<Value: PostgresValue>(at index: Int) throws(PostgresError) -> Value {
        var hint: Int32 = 0
        let row = unsafe row(at: index, as: Value.self, &hint)
        return try row[0]
    }

    // Never inlined: the compiler (6.3.1) aborts in release builds when the optimizer copies the
    // making of a noncopyable `Row` into generic code.
    @inline(never)
    @usableFromInline
    func row(at index: Int, as type: any Any.Type, _ hint: UnsafeMutablePointer<Int32>) -> Row {
        unsafe Row(of: self, index: index, type: type, hint: hint)
    }
}
