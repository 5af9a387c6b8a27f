/// Header fields in the order in which they came, in two flat arrays: no field costs an allocation
/// of its own, and forwarding copies bytes, never Strings.
///
/// Names are lower case. A value never holds CR, LF or NUL: appended ones lose them, so that no
/// value can end its line and begin another.
public struct Headers: Sendable {
    /// Where one field lies in `bytes`: its name, and behind it its value.
    struct Field: Sendable {
        var start: UInt32
        var nameCount: UInt32
        var valueCount: UInt32

        var name: Range<Int> { Int(start)..<Int(start + nameCount) }
        var value: Range<Int> {
            Int(start + nameCount)..<Int(start + nameCount + valueCount)
        }
    }

    /// RFC 9113, section 6.5.2: a field counts as its name, its value and 32 more.
    static let fieldOverhead = 32

    private(set) var bytes: [UInt8] = []
    private(set) var fields: [Field] = []

    public init() {}

    /// How many fields there are; a repeated name counts each time.
    public var count: Int { fields.count }

    /// The size HTTP/2 gives to the list: names, values and 32 bytes a field.
    public var listSize: Int { bytes.count + fields.count * Self.fieldOverhead }

    /// Makes room once for a list of known size.
    public mutating func reserve(fields fieldCount: Int, bytes byteCount: Int) {
        fields.reserveCapacity(fieldCount)
        bytes.reserveCapacity(byteCount)
    }

    /// Adds a field. CR, LF and NUL in `value` become spaces.
    public mutating func append(_ name: HeaderName, _ value: some Sequence<UInt8>) {
        let start = bytes.count
        unsafe bytes.append(contentsOf: name.bytes)
        appendValue(value, start: start)
    }

    /// Adds a field. CR, LF and NUL in `value` become spaces.
    public mutating func append(_ name: HeaderName, _ value: String) {
        append(name, value.utf8)
    }

    /// Replaces every field of that name by one.
    public mutating func set(_ name: HeaderName, _ value: String) {
        remove(name)
        append(name, value.utf8)
    }

    /// Adds a field whose name is not a constant of the program, such as one that is forwarded.
    ///
    /// Upper-case letters of the name become lower case.
    /// - Returns: false, with nothing added, where `name` is no token (RFC 9110, section 5.6.2).
    @discardableResult
    public mutating func append(
        name: some Collection<UInt8>,
        value: some Sequence<UInt8>
    ) -> Bool {
        guard !name.isEmpty, name.allSatisfy(\.isTokenCharacter) else { return false }
        let start = bytes.count
        bytes.append(contentsOf: name.lazy.map(\.lowercased))
        appendValue(value, start: start)
        return true
    }

    private mutating func appendValue(_ value: some Sequence<UInt8>, start: Int) {
        let nameEnd = bytes.count
        bytes.append(contentsOf: value)
        if breaksLine(from: nameEnd) {
            for index in nameEnd..<bytes.count where bytes[index].breaksLine {
                bytes[index] = UInt8(ascii: " ")
            }
        }
        close(start: start, nameCount: nameEnd - start)
    }

    /// Looks at every byte, many at a time, which costs less than to stop at one.
    private func breaksLine(from start: Int) -> Bool {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            var found = false
            for index in start..<bytes.count where unsafe bytes[index].breaksLine { found = true }
            return found
        }
    }

    /// Copies a field that the session has validated.
    mutating func appendValidated(
        name: UnsafeBufferPointer<UInt8>,
        value: UnsafeBufferPointer<UInt8>
    ) {
        let start = bytes.count
        unsafe bytes.append(contentsOf: name)
        unsafe bytes.append(contentsOf: value)
        close(start: start, nameCount: name.count)
    }

    private mutating func close(start: Int, nameCount: Int) {
        fields.append(
            Field(
                start: UInt32(start),
                nameCount: UInt32(nameCount),
                valueCount: UInt32(bytes.count - start - nameCount)
            )
        )
    }

    /// Adds a field. CR, LF and NUL in `value` become spaces.
    public mutating func append(_ name: HeaderName, _ value: ArraySlice<UInt8>) {
        append(name, value.span)
    }

    /// Adds a field. CR, LF and NUL in `value` become spaces.
    public mutating func append(_ name: HeaderName, _ value: [UInt8]) {
        append(name, value.span)
    }

    /// Adds a field. CR, LF and NUL in `value` become spaces.
    public mutating func append(_ name: HeaderName, _ value: Span<UInt8>) {
        let start = bytes.count
        unsafe bytes.append(contentsOf: name.bytes)
        unsafe value.withUnsafeBufferPointer { value in
            unsafe appendValue(value, start: start)
        }
    }

    /// Removes every field of those names, in one pass.
    public mutating func remove(_ names: HeaderNames) {
        let all = bytes
        unsafe all.withUnsafeBufferPointer { all in
            func isNamed(_ field: Field) -> Bool {
                unsafe names.contains(UnsafeBufferPointer(rebasing: all[field.name]))
            }
            if fields.contains(where: isNamed) { fields.removeAll(where: isNamed) }
        }
    }

    /// Removes every field of that name. The bytes stay until the list goes.
    public mutating func remove(_ name: HeaderName) {
        guard let first = fields.firstIndex(where: { matches($0, name) }) else { return }
        let rest = fields[first...].filter { !matches($0, name) }
        fields.replaceSubrange(first..., with: rest)
    }

    /// The first value of that name.
    public subscript(_ name: HeaderName) -> ArraySlice<UInt8>? {
        for field in fields where matches(field, name) { return bytes[field.value] }
        return nil
    }

    /// The first value of that name, as text; invalid UTF-8 is repaired.
    public func string(_ name: HeaderName) -> String? {
        self[name].map { String(decoding: $0, as: UTF8.self) }
    }

    /// Every value of that name, in order.
    public func all(_ name: HeaderName) -> [ArraySlice<UInt8>] {
        fields.lazy.filter { matches($0, name) }.map { bytes[$0.value] }
    }

    /// Whether there is exactly one field of that name.
    public func isSingle(_ name: HeaderName) -> Bool {
        var count = 0
        for field in fields where matches(field, name) { count += 1 }
        return count == 1
    }

    /// Whether a field of that name is there.
    public func contains(_ name: HeaderName) -> Bool {
        fields.contains { matches($0, name) }
    }

    /// Calls `body` with each name and value, in order.
    public func forEach(_ body: (_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Void) {
        for field in fields { body(bytes[field.name], bytes[field.value]) }
    }

    private func matches(_ field: Field, _ name: HeaderName) -> Bool {
        guard Int(field.nameCount) == name.text.utf8CodeUnitCount else { return false }
        return unsafe bytes.withUnsafeBufferPointer { all in
            unsafe name.matches(UnsafeBufferPointer(rebasing: all[field.name]))
        }
    }
}

extension UInt8 {
    /// Whether this byte would end a header line or be refused by every peer.
    var breaksLine: Bool {
        self == UInt8(ascii: "\r") || self == UInt8(ascii: "\n") || self == 0
    }

    var lowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }

    /// RFC 9110, section 5.6.2: `tchar`.
    var isTokenCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
            UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "_"),
            UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default:
            false
        }
    }
}
