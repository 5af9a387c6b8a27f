/// The bytes of one column of one row, valid while the row is being read.
@safe
public struct Cell: ~Copyable {
    @usableFromInline let start: UnsafePointer<UInt8>?
    /// How many bytes the value has; 0 for NULL.
    public let count: Int
    /// The type that the server says the column has.
    public let type: PostgresType

    @usableFromInline
    init(start: UnsafePointer<UInt8>?, count: Int, type: PostgresType) {
        unsafe self.start = start
        self.count = count
        self.type = type
    }

    /// True when the value is SQL's NULL.
    @inlinable
    public var isNull: Bool { unsafe start == nil }

    /// The value's bytes, copied.
    public var bytes: [UInt8] { unsafe Array(buffer) }

    @inlinable
    var buffer: UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: start, count: count)
    }

    /// Reads an integer at `offset`, most significant byte first.
    ///
    /// - Throws: `.malformed` when it would end behind the value.
    @inlinable
    public func integer<Integer: FixedWidthInteger>(
        at offset: Int = 0,
        as: Integer.Type = Integer.self
    ) throws(CellError) -> Integer {
        let end = offset + Integer.bitWidth / 8
        guard offset >= 0, end <= count, let start = unsafe start else { throw .malformed }
        let bytes = unsafe UnsafeRawPointer(start + offset)
        return unsafe Integer(bigEndian: bytes.loadUnaligned(as: Integer.self))
    }

    /// Reads an integer that is the whole value.
    ///
    /// - Throws: `.malformed` when the value has another length.
    @inlinable
    public func onlyInteger<Integer: FixedWidthInteger>(
        as: Integer.Type = Integer.self
    ) throws(CellError) -> Integer {
        guard count == Integer.bitWidth / 8 else { throw .malformed }
        return try integer(at: 0)
    }

    /// A part of this value as a value of its own; the caller has checked that it lies inside.
    func part(at offset: Int, count: Int, type: PostgresType) -> Cell {
        unsafe Cell(start: start.map { unsafe $0 + offset }, count: count, type: type)
    }
}
