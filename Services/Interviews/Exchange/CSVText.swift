/// Comma-separated values as RFC 4180 has them: quotes where they are needed, doubled within.
enum CSVText {
    /// One record and the line that it begins on, counted from 1.
    struct Record: Hashable, Sendable {
        let line: Int
        let fields: [String]
    }

    /// What is wrong with a text as a whole.
    enum Fault: Error, Hashable {
        /// A quote is not closed, or stands where none can.
        case quote(line: Int)
        /// There are more records than may be read.
        case tooLong
        /// A record has more fields than any file should.
        case tooWide(line: Int)
    }

    /// Ten columns are known; spreadsheets leave some empty ones behind.
    static let fieldsMax = 100

    /// Reads all records; empty lines are none. A byte order mark is passed over.
    static func records(_ text: String, atMost limit: Int) throws(Fault) -> [Record] {
        var reader = Reader(
            text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) ? text.utf8.dropFirst(3) : text.utf8[...]
        )
        var records: [Record] = []
        while let record = try reader.next() {
            if record.fields == [""] { continue }
            guard records.count < limit else { throw .tooLong }
            records.append(record)
        }
        return records
    }

    /// One line of fields. A field that a spreadsheet would take for a formula is made text.
    static func line(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\r\n"
    }

    private static func field(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let text = isFormula ? "'" + text : text
        guard text.utf8.contains(where: { $0 == quote || $0 == comma || $0 == 10 || $0 == 13 })
        else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")

    private struct Reader {
        private var bytes: Substring.UTF8View
        private var line = 1

        init(_ bytes: Substring.UTF8View) { self.bytes = bytes }

        mutating func next() throws(Fault) -> Record? {
            guard !bytes.isEmpty else { return nil }
            let first = line
            var fields: [String] = []
            while true {
                guard fields.count < fieldsMax else { throw .tooWide(line: first) }
                fields.append(try field())
                guard let end = bytes.popFirst() else { break }
                if end == comma {
                    // A comma at the very end begins one more field, which is empty.
                    if bytes.isEmpty { fields.append("") }
                    if bytes.isEmpty { break }
                    continue
                }
                if end == 13, bytes.first == 10 { bytes.removeFirst() }
                line += 1
                break
            }
            return Record(line: first, fields: fields)
        }

        private mutating func field() throws(Fault) -> String {
            guard bytes.first == quote else {
                let text = bytes.prefix { $0 != comma && $0 != 10 && $0 != 13 }
                guard !text.contains(quote) else { throw .quote(line: line) }
                bytes = bytes[text.endIndex...]
                return String(Substring(text))
            }
            bytes.removeFirst()
            let opened = line
            var text: [UInt8] = []
            while let byte = bytes.popFirst() {
                if byte == 10 { line += 1 }
                guard byte == quote else {
                    text.append(byte)
                    continue
                }
                if bytes.first == quote {
                    bytes.removeFirst()
                    text.append(quote)
                    continue
                }
                guard bytes.first.map({ $0 == comma || $0 == 10 || $0 == 13 }) ?? true else {
                    throw .quote(line: line)
                }
                return String(decoding: text, as: UTF8.self)
            }
            throw .quote(line: opened)
        }
    }
}
