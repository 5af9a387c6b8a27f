/// The settings the server is started with, on its command line.
struct ServerSettings {
    /// The port in a socket's name; the folder is private, so the number need not be free.
    static let socketPort: UInt16 = 5432
    /// `sun_path` of the kernel holds 108 bytes, one of them the closing zero.
    static let socketPathMax = 107

    private static let always = [
        "jit": "off",  // compiling costs more than our statements take
        "timezone": "UTC",
        "log_timezone": "UTC",
        "unix_socket_permissions": "0700",
        "max_connections": "200",
    ]
    private static let durable = [
        // Failed statements and details of errors hold personal data; the log must not.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        // After a crash everything is written to disk in one call, not file by file: on a slow disk
        // that is seconds less.
        "recovery_init_sync_method": "syncfs",
    ]
    private static let disposable = [
        // Commits still reach the kernel, so that they survive the server, if not the machine.
        "fsync": "off",
        "full_page_writes": "off",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "checkpoint_timeout": "1h",
        "shared_buffers": "64MB",
    ]

    let arguments: [String]

    init(
        purpose: LocalPostgres.Purpose,
        socketFolder: String,
        tcpPort: UInt16?,
        extra: [String: String]
    ) {
        var settings = Self.always
        switch purpose {
        case .durable: settings.merge(Self.durable) { $1 }
        case .disposable: settings.merge(Self.disposable) { $1 }
        }
        settings["listen_addresses"] = tcpPort == nil ? "" : "127.0.0.1"
        settings["port"] = String(tcpPort ?? Self.socketPort)
        settings["unix_socket_directories"] = Self.quoted(socketFolder)
        settings.merge(extra) { $1 }
        arguments = settings.sorted { $0.key < $1.key }.flatMap { ["-c", "\($0.key)=\($0.value)"] }
    }

    /// The setting is a list with commas; double quotes keep a comma in a folder's name.
    private static func quoted(_ folder: String) -> String {
        "\"" + folder.replacing("\"", with: "\"\"") + "\""
    }
}
