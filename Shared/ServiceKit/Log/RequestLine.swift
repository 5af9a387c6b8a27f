import Vocabulary

/// The line that a request leaves: which operation, how it went, how long it took, what kind of
/// caller. Nothing of what the caller sent but the request's own name.
struct RequestLine {
    let operation: String
    let status: Int
    let duration: Duration
    let trace: Trace
    let caller: TokenKind?

    func write(of service: String, at now: Instant, to sink: LogSink) {
        var line = LogLine("debug", service, "request", at: now)
        line.add("operation", operation)
        line.add("status", status)
        line.add("ms", duration)
        line.add("request_id", trace.requestID)
        line.add("trace_id", trace.id)
        line.add("caller", caller?.rawValue ?? "nobody")
        sink.append(line.whole())
    }
}
