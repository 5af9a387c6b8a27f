/// A reply of a mail server (RFC 5321 §4.2): a code and lines of text.
struct SMTPReply: Hashable {
    let code: Int
    /// The text of each line.
    let lines: [String]
}

/// Puts bytes together to replies. Bounded: a server that goes on for ever is no mail server.
struct SMTPReplyReader {
    struct Malformed: Error {}

    /// RFC 5321 §4.5.3.1.5 allows 512.
    static let lineLengthMax = 2_048
    static let linesMax = 100

    private var pending: [UInt8] = []
    private var lines: [String] = []

    /// Whether something came that no reply has taken.
    var hasRest: Bool { !pending.isEmpty || !lines.isEmpty }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        pending.append(contentsOf: bytes)
    }

    /// The next reply, once it is whole.
    mutating func next() throws(Malformed) -> SMTPReply? {
        while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
            var line = pending[..<end]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            let text = String(decoding: line, as: UTF8.self)
            pending.removeSubrange(...end)
            guard text.utf8.count <= Self.lineLengthMax, lines.count < Self.linesMax,
                let code = Int(text.prefix(3)), 200...599 ~= code
            else { throw Malformed() }
            lines.append(String(text.dropFirst(4)))
            switch text.dropFirst(3).first {
            case "-": continue
            case " ", nil:
                defer { lines = [] }
                return SMTPReply(code: code, lines: lines)
            default: throw Malformed()
            }
        }
        guard pending.count <= Self.lineLengthMax else { throw Malformed() }
        return nil
    }
}
