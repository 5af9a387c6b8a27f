import HTTP
import NIOCore
import ServiceKit
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
    private let log: LogSink
    private let eventLoop: any EventLoop
    private var isFlushPlanned = false

    /// Lines are handed on at this size …
    private static let handedOnBytes = 256 * 1_024
    /// … and no later than this after the first of them.
    private static let delay = TimeAmount.milliseconds(200)

    init(_ log: LogSink, on eventLoop: any EventLoop) {
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

        init(operation: String, path: String, of service: Service) {
            let service = service.rawValue
            text =
                Array(
                    #","operation":"\#(operation)","path":"\#(path)","to":"\#(service)""#.utf8
                ) + Self.none.text
        }

        init(page: EdgeRoutes.Page) {
            text = Array(#","path":"\#(page.rawValue)""#.utf8) + Self.none.text
        }

        private init() { text = Array(#","status":"#.utf8) }

        /// A path that is none of ours.
        static let none = RouteLabel()
    }

    func append(_ line: borrowing Line, _ names: borrowing RequestNames) {
        appendTime(line.startedAt)
        append(line.method.beginning)
        bytes.append(contentsOf: line.route.text)
        append(decimal: line.status)
        append(#","end":""#)
        append(line.end)
        append(#"","caller":""#)
        append(line.caller)
        append(#"","ms":"#)
        appendMilliseconds(line.endedAt.microseconds - line.startedAt.microseconds)
        append(#","bytes_in":"#)
        append(decimal: line.requestBytes)
        append(#","bytes_out":"#)
        append(decimal: line.responseBytes)
        append(#","request_id":""#)
        bytes.append(contentsOf: names.requestID)
        append(#"","trace_id":""#)
        bytes.append(contentsOf: names.trace)
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
        log.append(bytes, count: lines)
        let used = bytes.count
        bytes = []
        // As much as was needed this time: a quiet gateway holds no empty buffers.
        bytes.reserveCapacity(used)
        lines = 0
    }

    // MARK: Text

    private func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// - Parameter number: 0 or more.
    private func append(decimal number: Int) {
        if number >= 10 { append(decimal: number / 10) }
        bytes.append(UInt8(truncatingIfNeeded: number % 10) + UInt8(ascii: "0"))
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
            let text = Instant(seconds: now).description.dropLast()
            secondText = Array(#"{"at":"\#(text)."#.utf8)
        }
        bytes.append(contentsOf: secondText)
        appendThreeDigits(Int(rest / 1_000))
    }
}

extension HTTP.Method {
    /// What a line says of the method; one that a client invented is not written down.
    fileprivate var beginning: String {
        switch self {
        case .get: #"Z","level":"info","service":"gateway","message":"request","method":"GET""#
        case .head: #"Z","level":"info","service":"gateway","message":"request","method":"HEAD""#
        case .post: #"Z","level":"info","service":"gateway","message":"request","method":"POST""#
        case .put: #"Z","level":"info","service":"gateway","message":"request","method":"PUT""#
        case .patch: #"Z","level":"info","service":"gateway","message":"request","method":"PATCH""#
        case .delete:
            #"Z","level":"info","service":"gateway","message":"request","method":"DELETE""#
        case .options:
            #"Z","level":"info","service":"gateway","message":"request","method":"OPTIONS""#
        case .other: #"Z","level":"info","service":"gateway","message":"request","method":"other""#
        }
    }
}
