import Vocabulary

/// One line of the log: a JSON object and a line break.
struct LogLine {
    private var bytes: [UInt8] = []

    /// A line that begins with its time, its level, whose it is and what it says.
    init(_ level: String, _ service: String, _ message: String, at time: Instant) {
        bytes.reserveCapacity(320)
        bytes.append(contentsOf: #"{"at":""#.utf8)
        time.append(to: &bytes)
        bytes.append(contentsOf: #"","level":""#.utf8)
        bytes.append(contentsOf: level.utf8)
        bytes.append(UInt8(ascii: "\""))
        add("service", service)
        add("message", message)
    }

    /// Adds a text, escaped.
    mutating func add(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }

    /// Adds a number.
    mutating func add(_ name: StaticString, _ number: Int) {
        key(name)
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Adds a time in milliseconds, three digits behind the point.
    mutating func add(_ name: StaticString, _ duration: Duration) {
        key(name)
        let microseconds = max(0, duration.nanoseconds / 1_000)
        let rest = String(microseconds % 1_000)
        bytes.append(contentsOf: String(microseconds / 1_000).utf8)
        bytes.append(UInt8(ascii: "."))
        for _ in rest.utf8.count..<3 { bytes.append(UInt8(ascii: "0")) }
        bytes.append(contentsOf: rest.utf8)
    }

    /// Adds a member whose name is not a constant of the program.
    mutating func add(name: String, _ text: String) {
        bytes.append(UInt8(ascii: ","))
        value(name)
        bytes.append(UInt8(ascii: ":"))
        value(text)
    }

    /// The whole line.
    func whole() -> [UInt8] { bytes + "}\n".utf8 }

    private mutating func key(_ name: StaticString) {
        bytes.append(contentsOf: ",\"".utf8)
        bytes.append(contentsOf: name.description.utf8)
        bytes.append(contentsOf: "\":".utf8)
    }

    /// Longer values are cut: a log is no place for whole documents.
    private static let valueLengthMax = 1_024

    private mutating func value(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let isLong = text.utf8.count > Self.valueLengthMax
        for byte in (isLong ? String(text.prefix(Self.valueLengthMax)) : text).utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0..<0x20, 0x7F:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(Self.digits[Int(byte >> 4)])
                bytes.append(Self.digits[Int(byte & 0xF)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
