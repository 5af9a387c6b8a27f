import CLibPQ
import Glibc
import Guarded

/// Establishes connections. libpq resolves names and opens the session in ways that block, so
/// this runs on threads of its own.
enum Connecting {
    enum Result: Sendable {
        case established(Established)
        case failed(ServerReport)
    }

    /// Connections that are being established at the same time, in the whole process.
    static let threads = BlockingThreads(max: 4)

    /// Connects as the configuration says; takes at most its timeout for each host.
    static func connect(_ configuration: PostgresConfiguration) -> Result {
        guard let own = options(in: configuration.connection) else {
            let message = "the connection string cannot be read"
            return .failed(ServerReport(sqlState: "08001", message: message))
        }
        let seconds = max(2, configuration.connectTimeout.components.seconds)
        // What stands in front of `dbname` is a default that it may override.
        let options: KeyValuePairs = [
            "fallback_application_name": configuration.applicationName,
            "connect_timeout": "\(seconds)",
            "tcp_user_timeout": "10000",
            "dbname": configuration.connection,
            "client_encoding": "UTF8",
            "options": own + " " + settings(configuration),
        ]
        let keys = CStrings(options.map(\.key))
        let values = CStrings(options.map(\.value))
        guard let raw = unsafe PQconnectdbParams(keys.pointers, values.pointers, 1) else {
            return .failed(ServerReport(sqlState: "53200"))
        }
        let established = unsafe Established(owning: raw)
        guard unsafe PQstatus(raw) == CONNECTION_OK else {
            return .failed(ServerReport(sqlState: "08001", message: established.message))
        }
        guard unsafe PQsetnonblocking(raw, 1) == 0, unsafe PQenterPipelineMode(raw) == 1 else {
            return .failed(ServerReport(sqlState: "08001", message: established.message))
        }
        return .established(established)
    }

    /// What every statement relies on, as the session's defaults.
    private static func settings(_ configuration: PostgresConfiguration) -> String {
        let settings: KeyValuePairs = [
            "statement_timeout": "\(configuration.statementTimeout.milliseconds)",
            "idle_in_transaction_session_timeout":
                "\(configuration.idleTransactionTimeout.milliseconds)",
            "client_min_messages": "error",
            "timezone": "UTC",
        ]
        return settings.map { name, value in "-c \(name)=\(value)" }.joined(separator: " ")
    }

    /// The options for the server that the connection string has itself; `nil` when it cannot be
    /// read.
    private static func options(in connection: String) -> String? {
        // Without `=` or a scheme it is the name of a database, as for libpq.
        guard connection.contains("=") || connection.contains("://") else { return "" }
        guard let parsed = unsafe PQconninfoParse(connection, nil) else { return nil }
        defer { unsafe PQconninfoFree(parsed) }
        var option = unsafe parsed
        while let keyword = unsafe option.pointee.keyword {
            if unsafe String(cString: keyword) == "options" {
                return unsafe option.pointee.val.map { value in unsafe String(cString: value) }
                    ?? ""
            }
            unsafe option += 1
        }
        return ""
    }
}

/// A connection on its way from the thread that established it to the driver.
@safe
final class Established: Sendable {
    // Only one thread at a time has it: the helper, then the driver, which takes it out.
    nonisolated(unsafe) private let raw: OpaquePointer
    private let isTaken = Guarded(false)

    init(owning raw: OpaquePointer) {
        unsafe self.raw = raw
    }

    deinit {
        if !isTaken.withLock({ taken in taken }) { unsafe PQfinish(raw) }
    }

    /// Hands over the connection, once.
    func take() -> OpaquePointer? {
        let isFirst = isTaken.withLock { taken in
            defer { taken = true }
            return !taken
        }
        return isFirst ? unsafe raw : nil
    }

    var message: String {
        unsafe PQerrorMessage(raw).map { text in unsafe String(cString: text) } ?? ""
    }
}

/// A null-terminated array of C strings, for as long as it lives.
@safe
private final class CStrings {
    let pointers: [UnsafePointer<CChar>?]

    init(_ strings: [String]) {
        unsafe pointers = strings.map { string in unsafe UnsafePointer(strdup(string)) } + [nil]
    }

    deinit {
        for index in unsafe pointers.indices {
            unsafe free(UnsafeMutablePointer(mutating: pointers[index]))
        }
    }
}
