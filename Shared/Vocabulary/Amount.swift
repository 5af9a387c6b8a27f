/// An amount of money without its currency: a number of hundredths, never negative. Binary
/// fractions would make 0.1 + 0.2 an argument about somebody's pay.
public struct Amount: Hashable, Comparable, Sendable {
    /// Hundredths of the currency's unit, 0…10¹⁴.
    public let hundredths: Int64

    /// A million million units, a year's pay in the weakest currency there is.
    public static let max = Amount(unchecked: 100_000_000_000_000)

    /// `nil` when negative or beyond `max`.
    public init?(hundredths: Int64) {
        guard 0...Self.max.hundredths ~= hundredths else { return nil }
        self.init(unchecked: hundredths)
    }

    private init(unchecked hundredths: Int64) {
        self.hundredths = hundredths
    }

    /// Reads a JSON number: digits, and at most two after a point; no sign, no exponent.
    public init?(utf8: Span<UInt8>) {
        guard 1...18 ~= utf8.count else { return nil }
        var value: Int64 = 0
        var decimals: Int?
        for index in utf8.indices {
            let byte = utf8[index]
            if byte == UInt8(ascii: "."), decimals == nil, index > 0 {
                decimals = 0
                continue
            }
            guard let digit = Digits.read(utf8, index, 1), decimals ?? 0 < 2 else { return nil }
            value = value * 10 + Int64(digit)
            decimals = decimals.map { $0 + 1 }
        }
        switch decimals {
        case nil: value *= 100
        case 1: value *= 10
        case 2: break
        default: return nil
        }
        self.init(hundredths: value)
    }

    /// Appends a JSON number without needless zeros: `55000`, `45.5`.
    public func append(to bytes: inout [UInt8]) {
        let (units, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        bytes.append(contentsOf: String(units).utf8)
        guard rest > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        if rest % 10 == 0 {
            Digits.append(Int(rest / 10), width: 1, to: &bytes)
        } else {
            Digits.append(Int(rest), width: 2, to: &bytes)
        }
    }

    /// Smaller amounts are less.
    public static func < (left: Amount, right: Amount) -> Bool {
        left.hundredths < right.hundredths
    }
}

extension Amount: LosslessStringConvertible {
    /// Reads a JSON number.
    public init?(_ text: String) {
        self.init(utf8: text.utf8.span)
    }

    /// A JSON number without needless zeros.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
