public import Vocabulary

/// A place in a list, where its next page begins. Opaque to clients and safe in an address.
///
/// It holds the sort keys of the last element that was given out. Changing it shows nobody more
/// than the list does, for what may be seen is decided anew with every page; a checksum keeps
/// mistakes from being taken for places.
public struct Cursor: Hashable, Sendable {
    /// One sort key.
    public enum Key: Hashable, Sendable {
        /// A moment.
        case instant(Instant)
        /// An identifier, whatever it identifies.
        case id(UUID128)
        /// A word, at most 255 bytes of it.
        case text(String)
        /// A number.
        case number(Int)
    }

    private let bytes: [UInt8]

    static let lengthMax = 1_024
    private static let layout: UInt8 = 1

    /// The place after an element of the list with this name.
    public init(_ list: String, after keys: [Key]) {
        var bytes = [Self.layout]
        Self.append(Self.hash(Array(list.utf8)), to: &bytes)
        for key in keys { Self.append(key, to: &bytes) }
        Self.append(Self.hash(bytes), to: &bytes)
        self.bytes = bytes
    }

    /// The sort keys, where this is a place in the list with this name.
    public func keys(of list: String) -> [Key]? {
        var input = bytes.dropFirst().dropLast(4)
        guard Self.word(&input) == Self.hash(Array(list.utf8)) else { return nil }
        var keys: [Key] = []
        while let tag = input.popFirst() {
            guard let key = Self.key(tag, &input) else { return nil }
            keys.append(key)
        }
        return keys
    }

    private static func append(_ key: Key, to bytes: inout [UInt8]) {
        switch key {
        case .instant(let instant):
            bytes.append(1)
            append(UInt64(bitPattern: instant.microseconds), to: &bytes)
        case .id(let uuid):
            bytes.append(2)
            append(uuid.high, to: &bytes)
            append(uuid.low, to: &bytes)
        case .text(let text):
            var utf8 = text.utf8.prefix(255)
            // Cut between scalars: what is left must still be text.
            while String(utf8) == nil { utf8 = utf8.dropLast() }
            bytes.append(3)
            bytes.append(UInt8(utf8.count))
            bytes.append(contentsOf: utf8)
        case .number(let number):
            bytes.append(4)
            append(UInt64(bitPattern: Int64(number)), to: &bytes)
        }
    }

    private static func key(_ tag: UInt8, _ input: inout ArraySlice<UInt8>) -> Key? {
        switch tag {
        case 1: return long(&input).map { .instant(Instant(microseconds: Int64(bitPattern: $0))) }
        case 2:
            guard let high = long(&input), let low = long(&input) else { return nil }
            return .id(UUID128(high: high, low: low))
        case 3:
            guard let count = input.popFirst(), input.count >= Int(count) else { return nil }
            let text = Array(input.prefix(Int(count)))
            input = input.dropFirst(Int(count))
            return String(utf8: text.span).map(Key.text)
        case 4: return long(&input).map { .number(Int(Int64(bitPattern: $0))) }
        default: return nil
        }
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    private static func long(_ input: inout ArraySlice<UInt8>) -> UInt64? {
        guard let high = word(&input), let low = word(&input) else { return nil }
        return UInt64(high) << 32 | UInt64(low)
    }

    private static func word(_ input: inout ArraySlice<UInt8>) -> UInt32? {
        guard input.count >= 4 else { return nil }
        defer { input = input.dropFirst(4) }
        return input.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// FNV-1a: against mistakes, not against anybody.
    private static func hash(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}

extension Cursor: WireText {
    /// Opaque text.
    public static var form: TextForm {
        TextForm(
            Schema(.string(pattern: "^[A-Za-z0-9_-]+$")),
            "must be a cursor that was given out"
        )
    }

    /// Reads what was given out; `nil` for anything else.
    public init?(utf8: Span<UInt8>) {
        guard utf8.count <= Self.lengthMax, let text = String(utf8: utf8),
            let bytes = Base64URL.decode(Array(text.utf8)[...]), bytes.count >= 9,
            bytes[0] == Self.layout
        else { return nil }
        var checksum = bytes.suffix(4)
        guard Self.word(&checksum) == Self.hash(Array(bytes.dropLast(4))) else { return nil }
        self.bytes = bytes
    }

    /// Appends opaque text.
    public func append(to text: inout [UInt8]) {
        Base64URL.encode(bytes, to: &text)
    }
}
