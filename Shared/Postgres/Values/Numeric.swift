/// A decimal number of any size, exactly: PostgreSQL's `numeric`.
///
/// It is kept as the server keeps it, in digits of base 10 000. For arithmetic, convert to
/// Foundation's `Decimal` (38 decimal digits).
public struct Numeric: Sendable {
    enum Sign: UInt16 {
        case plus = 0x0000
        case minus = 0x4000
        case notANumber = 0xC000
        case infinity = 0xD000
        case negativeInfinity = 0xF000
    }

    let sign: Sign
    /// The power of 10 000 that the first digit counts.
    let weight: Int16
    /// Digits behind the decimal point that are shown.
    let scale: UInt16
    /// Base 10 000, most significant first, without zeros at either end.
    let digits: [UInt16]

    init(sign: Sign, weight: Int16 = 0, scale: UInt16 = 0, digits: [UInt16] = []) {
        let leading = digits.prefix { digit in digit == 0 }.count
        let trailing = digits.reversed().prefix { digit in digit == 0 }.count
        self.digits =
            leading == digits.count ? [] : Array(digits[leading..<(digits.count - trailing)])
        self.weight = self.digits.isEmpty ? 0 : weight &- Int16(truncatingIfNeeded: leading)
        self.sign = self.digits.isEmpty && sign == .minus ? .plus : sign
        self.scale = scale
    }

    /// Not a number. Equal to itself here, as in PostgreSQL.
    public static let notANumber = Numeric(sign: .notANumber)
    /// Greater than every number.
    public static let infinity = Numeric(sign: .infinity)
    /// Less than every number.
    public static let negativeInfinity = Numeric(sign: .negativeInfinity)

    /// A whole number.
    public init(_ integer: some BinaryInteger) {
        self = Numeric(decimal: String(integer)) ?? .notANumber
    }
}

/// Equality is of value: 1.5 and 1.50 are equal although they are shown differently.
extension Numeric: Hashable {
    public static func == (left: Numeric, right: Numeric) -> Bool {
        left.sign == right.sign && left.weight == right.weight && left.digits == right.digits
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(sign)
        hasher.combine(weight)
        hasher.combine(digits)
    }
}

extension Numeric: PostgresElement {
    public static var postgresType: PostgresType { .numeric }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1231) }

    public func write(to writer: inout ByteWriter) {
        writer.write(UInt16(truncatingIfNeeded: digits.count))
        writer.write(weight)
        writer.write(sign.rawValue)
        writer.write(scale)
        for digit in digits {
            writer.write(digit)
        }
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        let count = Int(try cell.integer(at: 0, as: UInt16.self))
        guard cell.count == 8 + 2 * count else { throw .malformed }
        guard let sign = Sign(rawValue: try cell.integer(at: 4)) else { throw .malformed }
        var digits: [UInt16] = []
        digits.reserveCapacity(count)
        for index in 0..<count {
            let digit: UInt16 = try cell.integer(at: 8 + 2 * index)
            guard digit < 10_000 else { throw .malformed }
            digits.append(digit)
        }
        self.init(
            sign: sign,
            weight: try cell.integer(at: 2),
            scale: try cell.integer(at: 6),
            digits: digits
        )
    }
}
