import FoundationEssentials
import Postgres

/// Values of every type that the driver speaks, at random and at the edges.
enum Arbitrary {
    static func text(_ random: inout Generator) -> String {
        let length = Int.random(in: 0...40, using: &random)
        return String(
            String.UnicodeScalarView(
                (0..<length).map { _ in scalar(&random) }
            )
        )
    }

    private static func scalar(_ random: inout Generator) -> Unicode.Scalar {
        // PostgreSQL's text holds every scalar but zero.
        let ranges: [ClosedRange<UInt32>] = [
            1...0x7F, 0xA0...0x7FF, 0xE000...0xFFFF, 0x1F600...0x1F64F,
        ]
        let range = ranges.randomElement(using: &random) ?? 1...0x7F
        return Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? "?"
    }

    static func bytes(_ random: inout Generator) -> Bytes {
        let length = Int.random(in: 0...300, using: &random)
        return Bytes((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    static func integer<Integer: FixedWidthInteger>(_ random: inout Generator) -> Integer {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: .min
        case 1: .max
        case 2: 0
        default: Integer(truncatingIfNeeded: random.next())
        }
    }

    static func double(_ random: inout Generator) -> Double {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .infinity
        case 1: -.zero
        case 2: .leastNonzeroMagnitude
        default: unsafeDouble(random.next())
        }
    }

    private static func unsafeDouble(_ bits: UInt64) -> Double {
        let value = Double(bitPattern: bits)
        return value.isNaN ? 0 : value
    }

    static func uuid(_ random: inout Generator) -> UUID {
        let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14],
                bytes[15]
            )
        )
    }

    /// From 4713 BC, where PostgreSQL begins, to the year 294247, where an Int64 ends.
    static func timestamp(_ random: inout Generator) -> Timestamp {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .infinity
        case 1: .negativeInfinity
        default:
            Timestamp(
                microsecondsSince1970: Int64.random(
                    in: -210_866_803_200_000_000..<Int64.max,
                    using: &random
                )
            )
        }
    }

    static func date(_ random: inout Generator) -> CivilDate {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: .infinity
        case 1: .negativeInfinity
        default: CivilDate(daysSince2000: .random(in: -2_451_545...2_145_031_948, using: &random))
        }
    }

    static func interval(_ random: inout Generator) -> Interval {
        Interval(
            months: .random(in: -100_000...100_000, using: &random),
            days: .random(in: -100_000...100_000, using: &random),
            microseconds: .random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)
        )
    }

    static func numeric(_ random: inout Generator) -> Numeric {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return .notANumber
        case 1: return .infinity
        case 2: return .negativeInfinity
        default:
            let whole = digits(Int.random(in: 1...60, using: &random), &random)
            let scale = Int.random(in: 0...60, using: &random)
            let sign = Bool.random(using: &random) ? "-" : ""
            let fraction = scale == 0 ? "" : "." + digits(scale, &random)
            return Numeric(decimal: sign + whole + fraction) ?? .notANumber
        }
    }

    private static func digits(_ count: Int, _ random: inout Generator) -> String {
        // Many zeros, because runs of them are where base 10 000 is hard.
        (0..<count).map { _ in
            Bool.random(using: &random) ? "0" : String(Int.random(in: 0...9, using: &random))
        }.joined()
    }

    static func bits(_ random: inout Generator) -> BitString {
        BitString(
            (0..<Int.random(in: 0...70, using: &random)).map { _ in Bool.random(using: &random) }
        )
    }

    static func json(_ random: inout Generator) -> JSON<Payload> {
        JSON(
            Payload(
                name: text(&random),
                numbers: (0..<Int.random(in: 0...5, using: &random)).map { _ in
                    Int.random(in: -1_000_000...1_000_000, using: &random)
                },
                nested: Bool.random(using: &random) ? ["a b": true, "ü": false] : nil
            )
        )
    }
}

/// Something `Codable`, as an event's payload is.
struct Payload: Codable, Hashable, Sendable {
    var name: String
    var numbers: [Int]
    var nested: [String: Bool]?
}

/// A string with cases, as services keep them in `text` columns.
enum Status: String, CaseIterable, PostgresElement {
    case open, closed
    case onHold = "on_hold"
}

/// An identifier that wraps a UUID.
struct CandidateID: RawRepresentable, Hashable, PostgresElement {
    let rawValue: UUID
}
