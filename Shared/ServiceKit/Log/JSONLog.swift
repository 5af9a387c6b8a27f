import Contract
import Logging
import Vocabulary

/// Writes each entry as one line of JSON.
///
/// What is logged is chosen where it is logged: no tokens, no addresses of people, no bodies.
struct JSONLog: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let service: String
    let sink: LogSink
    var now: @Sendable () -> Instant = Instant.now

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = LogLine(event.level.rawValue, service, "\(event.message)", at: now())
        var all = metadata
        if let own = event.metadata { all.merge(own) { $1 } }
        for (name, value) in all.sorted(by: { $0.key < $1.key }) {
            line.add(name: name, "\(value)")
        }
        if let error = event.error { line.add("error", Self.words(error)) }
        sink.append(line.whole())
    }

    /// Errors of ours print no data. Of others, the type has to do: their texts may quote anything.
    static func words(_ error: any Error) -> String {
        error is any Refusable ? "\(error)" : "\(type(of: error))"
    }
}
