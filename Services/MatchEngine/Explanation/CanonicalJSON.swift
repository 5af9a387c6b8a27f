/// Writes JSON in one form only: members in alphabetical order (the callers keep it, a test
/// checks it), no spaces, the shortest digits that read back as the same Double. Equal values
/// give equal bytes on every machine.
struct CanonicalJSON {
    /// The text in UTF-8.
    private(set) var bytes: [UInt8] = []

    /// The bytes of one object.
    static func object(_ write: (inout CanonicalJSON) -> Void) -> [UInt8] {
        var json = CanonicalJSON()
        json.bytes.reserveCapacity(32_768)
        json.object(write)
        return json.bytes
    }

    mutating func object(_ write: (inout CanonicalJSON) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        write(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    mutating func object(_ name: String, _ write: (inout CanonicalJSON) -> Void) {
        begin(name)
        object(write)
    }

    mutating func array<Element>(
        _ name: String,
        _ elements: [Element],
        _ write: (inout CanonicalJSON, Element) -> Void
    ) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        for element in elements { write(&self, element) }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func member(_ name: String, _ value: String) {
        begin(name)
        string(value)
    }

    mutating func member(_ name: String, _ value: Double) {
        begin(name)
        bytes.append(contentsOf: value.description.utf8)
    }

    mutating func member(_ name: String, _ value: Int) {
        begin(name)
        bytes.append(contentsOf: value.description.utf8)
    }

    mutating func member(_ name: String, _ value: Bool) {
        begin(name)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// A string as an element or a value.
    mutating func string(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy({ $0 >= 32 && $0 != 34 && $0 != 92 }) {
            bytes.append(contentsOf: text.utf8)
        } else {
            for byte in text.utf8 { escape(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0..<32:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        case _: bytes.append(byte)
        }
    }

    /// A comma, unless the place is the first of its object or array, or behind a name.
    private mutating func separate() {
        guard let last = bytes.last, last != UInt8(ascii: "{"), last != UInt8(ascii: "["),
            last != UInt8(ascii: ":")
        else { return }
        bytes.append(UInt8(ascii: ","))
    }

    /// Names are ours and need no escapes.
    private mutating func begin(_ name: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: name.utf8)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }
}
