/// Appends JSON to bytes.
public struct WireWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []

    /// Nothing written yet.
    public init() {
        // Most answers fit, and growing twice costs more than the page.
        bytes.reserveCapacity(512)
    }

    /// Opens an object.
    mutating func openObject() { bytes.append(UInt8(ascii: "{")) }

    /// Closes an object.
    mutating func closeObject() { bytes.append(UInt8(ascii: "}")) }

    /// Starts a member; `key` is the quoted name with its colon.
    mutating func key(_ key: [UInt8]) {
        separate(UInt8(ascii: "{"))
        bytes.append(contentsOf: key)
    }

    /// Writes the elements of an array.
    mutating func array<Element>(_ elements: [Element], _ write: (Element, inout Self) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(element, &self)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Writes `null`.
    mutating func null() { bytes.append(contentsOf: "null".utf8) }

    /// Writes a number or a boolean as it prints itself.
    mutating func token(_ value: some WireText) { value.append(to: &bytes) }

    /// Writes a string that needs no escaping.
    mutating func quoted(_ value: some WireText) {
        bytes.append(UInt8(ascii: "\""))
        value.append(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes any string.
    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let utf8 = text.utf8
        if utf8.contains(where: Self.isEscaped) {
            for byte in utf8 { escape(byte) }
        } else {
            bytes.append(contentsOf: utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func separate(_ open: UInt8) {
        if bytes.last != open { bytes.append(UInt8(ascii: ",")) }
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        guard Self.isEscaped(byte) else { return bytes.append(byte) }
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 0xF)])
        default: bytes.append(byte)
        }
    }
}
