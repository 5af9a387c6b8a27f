/// Comma-separated values (RFC 4180) in bytes, with columns bound by the names in the header.
///
/// Quoted fields may hold commas, quotes (doubled) and line ends. A row may leave out trailing
/// fields, as published ESCO files do; they read as empty.
struct CSVTable {
    /// ESCO's largest file has 4 MB.
    static let bytesMax = 64 << 20

    private let bytes: [UInt8]

    /// - Throws: ``InputError/tooMany(_:)`` beyond ``bytesMax``.
    init(_ bytes: [UInt8]) throws(InputError) {
        guard bytes.count <= Self.bytesMax else { throw .tooMany(.header) }
        self.bytes = bytes
    }

    /// Calls `body` with the fields of each row, in the order of `columns`.
    /// - Throws: ``InputError/unknown(.header)`` when a column is missing, `malformed` for a
    ///   quote that does not end or stands inside a plain field, and what `body` throws.
    func forEachRow(
        _ columns: [String],
        _ body: ([CSVField]) throws(InputError) -> Void
    ) throws(InputError) {
        // A file may begin with a byte order mark.
        var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var row: [CSVField] = []
        guard try read(&row, from: &position) else { throw .unknown(.header) }
        let header = row.map(\.text)
        var bound: [Int] = []
        for column in columns {
            guard let index = header.firstIndex(of: column) else { throw .unknown(.header) }
            bound.append(index)
        }
        var fields = [CSVField](repeating: CSVField(bytes: []), count: columns.count)
        while try read(&row, from: &position) {
            if row.count == 1, row[0].bytes.isEmpty { continue }
            for (place, index) in bound.enumerated() {
                fields[place] = index < row.count ? row[index] : CSVField(bytes: [])
            }
            try body(fields)
        }
    }

    /// Reads one row; false at the end.
    private func read(_ row: inout [CSVField], from position: inout Int) throws(InputError) -> Bool
    {
        row.removeAll(keepingCapacity: true)
        guard position < bytes.count else { return false }
        while true {
            row.append(try field(from: &position))
            guard position < bytes.count else { return true }
            let end = bytes[position]
            position += 1
            if end == UInt8(ascii: ",") { continue }
            if end == UInt8(ascii: "\r"), position < bytes.count,
                bytes[position] == UInt8(ascii: "\n")
            {
                position += 1
            }
            return true
        }
    }

    /// Reads one field and stops at the comma or line end behind it.
    private func field(from position: inout Int) throws(InputError) -> CSVField {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            let start = position
            while position < bytes.count {
                let byte = bytes[position]
                if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")
                    || byte == UInt8(ascii: "\r")
                {
                    break
                }
                guard byte != UInt8(ascii: "\"") else { throw .malformed(.header) }
                position += 1
            }
            return CSVField(bytes: bytes[start..<position])
        }
        return try quoted(from: &position)
    }

    private func quoted(from position: inout Int) throws(InputError) -> CSVField {
        position += 1
        let start = position
        var hasQuotes = false
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "\"") else {
                position += 1
                continue
            }
            let next = position + 1
            if next < bytes.count, bytes[next] == UInt8(ascii: "\"") {
                hasQuotes = true
                position += 2
                continue
            }
            let field = CSVField(bytes: bytes[start..<position], hasQuotes: hasQuotes)
            position = next
            guard next == bytes.count || [44, 10, 13].contains(bytes[next]) else {
                throw .malformed(.header)
            }
            return field
        }
        throw .malformed(.header)
    }
}

/// One field; text is made only when asked for.
struct CSVField {
    let bytes: ArraySlice<UInt8>
    var hasQuotes = false

    var text: String {
        guard hasQuotes else { return String(decoding: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        var isSecond = false
        for byte in bytes {
            if byte == UInt8(ascii: "\""), isSecond {
                isSecond = false
                continue
            }
            isSecond = byte == UInt8(ascii: "\"")
            plain.append(byte)
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// The pieces between `separator`s, without empty ones.
    func list(separatedBy separator: Character) -> [String] {
        text.split(separator: separator).map { Taxonomy.trim($0) }.filter { !$0.isEmpty }
    }
}
