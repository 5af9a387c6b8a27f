public import FoundationEssentials

extension Numeric: CustomStringConvertible {
    /// Reads `-123.450`, without exponent, spaces or group separators; `nil` for anything else
    /// and for more digits than PostgreSQL keeps (131 072 before the point, 16 383 behind it).
    public init?(decimal text: some StringProtocol) {
        var rest = Array(text.utf8)[...]
        let sign: Sign = rest.first == UInt8(ascii: "-") ? .minus : .plus
        if sign == .minus { rest = rest.dropFirst() }
        let parts = rest.split(
            separator: UInt8(ascii: "."),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        guard let whole = parts.first, !whole.isEmpty else { return nil }
        let fraction = parts.count > 1 ? parts[1] : []
        guard parts.count == 1 || !fraction.isEmpty, fraction.count <= 16_383,
            whole.count <= 131_072,
            (whole + fraction).allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        // Groups of four count from the point outwards, so both sides are filled with zeros.
        let zero = UInt8(ascii: "0")
        let before = Array(repeating: zero, count: (4 - whole.count % 4) % 4) + whole
        let after = fraction + Array(repeating: zero, count: (4 - fraction.count % 4) % 4)
        let all = before + after
        let digits = stride(from: 0, to: all.count, by: 4).map { start in
            all[start..<(start + 4)].reduce(UInt16(0)) { $0 * 10 + UInt16($1 - zero) }
        }
        self.init(
            sign: sign,
            weight: Int16(before.count / 4 - 1),
            scale: UInt16(fraction.count),
            digits: digits
        )
    }

    /// The number as PostgreSQL prints it.
    public var description: String {
        switch sign {
        case .notANumber: return "NaN"
        case .infinity: return "Infinity"
        case .negativeInfinity: return "-Infinity"
        case .plus, .minus: break
        }
        let whole = weight < 0 ? "0" : group(from: 0, through: Int(weight))
        let trimmed = whole.drop { character in character == "0" }
        let prefix = (sign == .minus ? "-" : "") + (trimmed.isEmpty ? "0" : trimmed)
        guard scale > 0 else { return prefix }
        // The digit that counts 10 000⁻¹ stands at index `weight + 1`.
        let first = Int(weight) + 1
        let fraction = group(from: first, through: first + (Int(scale) + 3) / 4 - 1)
        return "\(prefix).\(fraction.prefix(Int(scale)))"
    }

    private func group(from first: Int, through last: Int) -> String {
        var text = ""
        for index in stride(from: first, through: last, by: 1) {
            let digit = digits.indices.contains(index) ? String(digits[index]) : "0"
            text += String(repeating: "0", count: 4 - digit.count) + digit
        }
        return text
    }
}

extension Numeric {
    /// The same number, written out.
    public init(_ decimal: Decimal) {
        self = Numeric(decimal: decimal.description) ?? .notANumber
    }

    /// The number as a `Decimal`; `nil` where its 38 digits do not hold it exactly.
    public var decimal: Decimal? {
        let text = description
        let significant = text.filter { character in character.isNumber }
            .drop { character in character == "0" }
        guard sign == .plus || sign == .minus, significant.count <= 38, scale <= 127 else {
            return nil
        }
        return Decimal(string: text)
    }
}

extension Decimal: PostgresElement {
    public static var postgresType: PostgresType { .numeric }
    public static var postgresArrayType: PostgresType { PostgresType(oid: 1231) }

    public func write(to writer: inout ByteWriter) {
        Numeric(self).write(to: &writer)
    }

    public init(reading cell: borrowing Cell) throws(CellError) {
        guard let decimal = try Numeric(reading: cell).decimal else { throw .range }
        self = decimal
    }
}
