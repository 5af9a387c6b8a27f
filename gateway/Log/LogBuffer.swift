import HTTP
import NIOCore
import Vocabulary

/// Lines of the access log that have not been handed to the writer yet. Confined to its event loop.
///
/// A line says what was asked of which operation and how it went. It holds no query, no path with
/// anything in it that the client chose, no address and no subject: an operation's path is printed
/// with its parameters' names.
final class LogBuffer {
    private var bytes: [UInt8] = []
    private var lines = 0
    private var second = Int64.min
    private var secondText: [UInt8] = []
    private let log: AccessLog
    private let eventLoop: any EventLoop
    private var isFlushPlanned = false

    /// Lines are handed on at this size …
    private static let handedOnBytes = 32 * 1_024
    /// … and no later than this after the first of them.
    private static let delay = TimeAmount.milliseconds(200)

    init(_ log: AccessLog, on eventLoop: any EventLoop) {
        self.log = log
        self.eventLoop = eventLoop
    }

    /// One request.
    struct Line {
        var startedAt: Instant
        var endedAt: Instant
        var method: HTTP.Method
        var route: RouteLabel
        var status: Int
        var end: String
        var caller: String
        var requestBytes: Int
        var responseBytes: Int
    }

    /// What is the same in every line about one operation: made once.
    struct RouteLabel: Sendable {
        fileprivate let text: [UInt8]

        init(_ route: EdgeRoute) {
            let service = route.service.rawValue
            text = Array(
                #","operation":"\#(route.name)","path":"\#(route.path)","service":"\#(service)""#.utf8
            ) + Self.none.text
        }

        init(page: EdgeRoutes.Page) {
            text = Array(#","path":"\#(page.rawValue)","status":"#.utf8)
        }

        private init() { text = Array(#","status":"#.utf8) }

        /// A path that is none of ours.
        static let none = RouteLabel()
    }

    func append(_ line: borrowing Line, _ names: borrowing RequestNames) {
        append(#"{"time":""#)
        appendTime(line.startedAt)
        append(#"","level":"info","message":"request","method":""#)
        append(line.method.word)
        append("\"")
        bytes.append(contentsOf: line.route.text)
        append(decimal: line.status)
        append(#","end":""#)
        append(line.end)
        append(#"","ms":"#)
        appendMilliseconds(line.endedAt.microseconds - line.startedAt.microseconds)
        append(#","bytes_in":"#)
        append(decimal: line.requestBytes)
        append(#","bytes_out":"#)
        append(decimal: line.responseBytes)
        append(#","caller":""#)
        append(line.caller)
        append(#"","request_id":""#)
        append(names.identifier.span.extracting(first: names.identifierCount))
        append(#"","trace_id":""#)
        append(names.trace.span.extracting(RequestNames.traceID))
        append("\"}\n")
        lines += 1
        if bytes.count >= Self.handedOnBytes {
            flush()
        } else if !isFlushPlanned {
            planFlush()
        }
    }

    private func planFlush() {
        isFlushPlanned = true
        eventLoop.assumeIsolated().scheduleTask(in: Self.delay) {
            self.isFlushPlanned = false
            self.flush()
        }
    }

    /// Hands on what there is.
    func flush() {
        guard lines > 0 else { return }
        log.write(bytes, lines: lines)
        bytes = []
        bytes.reserveCapacity(Self.handedOnBytes + 1_024)
        lines = 0
    }

    // MARK: Text

    private func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private func append(_ text: Span<UInt8>) {
        for index in text.indices { bytes.append(text[index]) }
    }

    private func append(decimal number: Int) {
        var text = InlineText<20>()
        text.append(decimal: max(0, number))
        append(text.bytes.span.extracting(first: text.count))
    }

    /// Milliseconds with three digits behind the point.
    private func appendMilliseconds(_ microseconds: Int64) {
        let (whole, rest) = max(0, microseconds).quotientAndRemainder(dividingBy: 1_000)
        append(decimal: Int(whole))
        bytes.append(UInt8(ascii: "."))
        appendThreeDigits(Int(rest))
    }

    private func appendThreeDigits(_ number: Int) {
        bytes.append(UInt8(truncatingIfNeeded: number / 100) + UInt8(ascii: "0"))
        bytes.append(UInt8(truncatingIfNeeded: number / 10 % 10) + UInt8(ascii: "0"))
        bytes.append(UInt8(truncatingIfNeeded: number % 10) + UInt8(ascii: "0"))
    }

    /// RFC 3339 with milliseconds; all but those change once a second.
    private func appendTime(_ time: Instant) {
        let (now, rest) = time.microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        if now != second {
            second = now
            // `2026-11-21T05:06:41Z`, the `Z` left out.
            secondText = Array(Instant(seconds: now).description.utf8.dropLast())
        }
        bytes.append(contentsOf: secondText)
        bytes.append(UInt8(ascii: "."))
        appendThreeDigits(Int(rest / 1_000))
        bytes.append(UInt8(ascii: "Z"))
    }
}
