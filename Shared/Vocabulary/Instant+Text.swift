// RFC 3339: any offset is read, UTC is written, as `2026-05-04T09:30:00Z`, with six digits of
// fraction where there is one.
extension Instant: LosslessStringConvertible {
    /// Reads RFC 3339. Digits beyond the microsecond are dropped; a leap second is refused, for
    /// no clock of ours can name it.
    public init?(utf8: Span<UInt8>) {
        guard utf8.count >= 20, let date = CalendarDate(prefixOf: utf8),
            utf8[10] | 0x20 == UInt8(ascii: "t"), utf8[13] == UInt8(ascii: ":"),
            utf8[16] == UInt8(ascii: ":"),
            let hour = Digits.read(utf8, 11, 2), hour < 24,
            let minute = Digits.read(utf8, 14, 2), minute < 60,
            let second = Digits.read(utf8, 17, 2), second < 60
        else { return nil }
        var index = 19
        guard let fraction = Self.fraction(utf8, &index),
            let offset = Self.offset(utf8, index)
        else { return nil }
        let seconds = Int64(hour * 3_600 + minute * 60 + second - offset)
        let days = Int64(date.daysSinceEpoch) * Self.microsecondsInDay
        self.init(microseconds: days + seconds * 1_000_000 + Int64(fraction))
        // An offset may have carried it out of the years that can be written.
        guard self.date != nil else { return nil }
    }

    /// Reads RFC 3339.
    public init?(_ text: String) {
        self.init(utf8: text.utf8.span)
    }

    /// Appends RFC 3339 in UTC. Moments outside years 1 to 9999 are written as the nearest one.
    public func append(to bytes: inout [UInt8]) {
        guard let day = date else {
            return (self < Instant(seconds: 0) ? Self.earliest : Self.latest).append(to: &bytes)
        }
        let time = Int(microseconds - Int64(day.daysSinceEpoch) * Self.microsecondsInDay)
        day.append(to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        Digits.append(time / 3_600_000_000, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Digits.append(time / 60_000_000 % 60, width: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        Digits.append(time / 1_000_000 % 60, width: 2, to: &bytes)
        if time % 1_000_000 != 0 {
            bytes.append(UInt8(ascii: "."))
            Digits.append(time % 1_000_000, width: 6, to: &bytes)
        }
        bytes.append(UInt8(ascii: "Z"))
    }

    /// RFC 3339 in UTC.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// 0001-01-01T00:00:00Z.
    public static let earliest = Instant(seconds: -719_162 * 86_400)
    /// 9999-12-31T23:59:59.999999Z.
    public static let latest = Instant(microseconds: 2_932_897 * microsecondsInDay - 1)

    /// Microseconds after an optional `.`; `index` moves past them.
    private static func fraction(_ utf8: Span<UInt8>, _ index: inout Int) -> Int? {
        guard utf8[index] == UInt8(ascii: ".") else { return 0 }
        index += 1
        let start = index
        var value = 0
        while index < utf8.count, let digit = Digits.read(utf8, index, 1) {
            if index - start < 6 { value = value * 10 + digit }
            index += 1
        }
        guard index > start else { return nil }
        for _ in min(index - start, 6)..<6 { value *= 10 }
        return value
    }

    /// Seconds east of UTC: `Z`, or `±hh:mm`, and nothing after it.
    private static func offset(_ utf8: Span<UInt8>, _ index: Int) -> Int? {
        guard index < utf8.count else { return nil }
        if utf8[index] | 0x20 == UInt8(ascii: "z") { return index + 1 == utf8.count ? 0 : nil }
        guard utf8.count == index + 6, utf8[index + 3] == UInt8(ascii: ":"),
            let hours = Digits.read(utf8, index + 1, 2), hours < 24,
            let minutes = Digits.read(utf8, index + 4, 2), minutes < 60
        else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        switch utf8[index] {
        case UInt8(ascii: "+"): return seconds
        case UInt8(ascii: "-"): return -seconds
        default: return nil
        }
    }
}
