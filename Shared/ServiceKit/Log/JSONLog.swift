import FoundationEssentials
import Glibc
import Logging
import Vocabulary

/// Writes each entry as one line of JSON to standard error.
///
/// What is logged is chosen where it is logged: no tokens, no addresses of people, no bodies.
struct JSONLog: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let service: String
    var write: @Sendable ([UInt8]) -> Void = StandardError.write

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = #"{"at":"\#(Instant.now())","level":"\#(event.level.rawValue)""#
        line += #","service":"\#(service)","message":"#
        JSONText.append("\(event.message)", to: &line)
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            line += ","
            JSONText.append(key, to: &line)
            line += ":"
            JSONText.append("\(value)", to: &line)
        }
        if let error = event.error {
            line += #","error":"#
            JSONText.append("\(error)", to: &line)
        }
        line += "}\n"
        write(Array(line.utf8))
    }
}

/// JSON strings.
enum JSONText {
    /// Longer values are cut: a log is no place for whole documents.
    static let lengthMax = 4_096

    static func append(_ text: String, to line: inout String) {
        line += "\""
        for scalar in text.unicodeScalars.prefix(lengthMax) {
            switch scalar {
            case "\"": line += "\\\""
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            case _: line.unicodeScalars.append(scalar)
            }
        }
        line += "\""
    }
}

/// The stream that logs go to.
public enum StandardError {
    /// Writes whole lines; may block.
    @Sendable public static func write(_ bytes: [UInt8]) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes[written...].withUnsafeBytes {
                unsafe Glibc.write(2, $0.baseAddress, $0.count)
            }
            // Nobody reads, or the disk is full: the line is lost, the service goes on.
            guard count > 0 || errno == EINTR else { return }
            written += max(0, count)
        }
    }
}
