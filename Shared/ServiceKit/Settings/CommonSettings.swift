import HTTP
public import Vocabulary

/// What every program can be told.
public enum CommonSettings {
    /// Where the program listens.
    public static let host = Setting("VOUCH_HOST", default: "127.0.0.1", "Address to listen on.")
    /// How many event loops there are.
    public static let eventLoops = Setting(
        "VOUCH_EVENT_LOOPS",
        default: 0,
        in: 0...256,
        "Event loops; 0 takes one a core."
    )
    /// What is logged.
    public static let logLevel = Setting<LogLevel>(
        "VOUCH_LOG_LEVEL",
        default: .info,
        "The least level that is logged."
    )
    /// Where keys are found.
    public static let keysDirectory = Setting<String>(
        required: "VOUCH_KEYS_DIRECTORY",
        "Folder with this service's NAME.key.pem and everybody's NAME.pub.pem (see vouch keys)."
    )
    /// How long new connections are taken after the order to stop.
    public static let stopGrace = Setting<Duration>(
        "VOUCH_STOP_GRACE",
        default: .milliseconds(500),
        in: .zero ... .seconds(60),
        "How long new connections are still taken after SIGTERM, while /readyz fails."
    )
    /// How long what is under way may take after that.
    public static let drain = Setting<Duration>(
        "VOUCH_DRAIN",
        default: .seconds(30),
        in: .seconds(1) ... .seconds(3_600),
        "How long requests under way may take after that."
    )
    /// Whether the program ends with whoever holds its standard input.
    public static let endWithStandardInput = Setting(
        "VOUCH_END_WITH_STDIN",
        default: false,
        "Stop, as on SIGTERM, when standard input ends."
    )

    /// The port, with the program's own default.
    public static func port(of service: Service) -> Setting<Int> {
        Setting(
            "VOUCH_PORT",
            default: service.usualPort,
            in: 0...65_535,
            "Port to listen on; 0 takes a free one."
        )
    }

    /// Where a service is found.
    public static func addresses(of service: Service) -> Setting<Addresses> {
        Setting(
            "VOUCH_\(service.rawValue.uppercased())_ADDRESSES",
            default: Addresses([Upstream.Address("127.0.0.1", service.usualPort)]),
            "Where the replicas of \(service.rawValue) are."
        )
    }

    /// All of them, for one program.
    static func all(of service: Service) -> [any DeclaredSetting] {
        let own: [any DeclaredSetting] = [
            host, port(of: service), eventLoops, logLevel, keysDirectory, stopGrace, drain,
            endWithStandardInput,
        ]
        return own + Service.allCases.filter { $0 != .gateway }.map { addresses(of: $0) }
    }
}

/// The levels of swift-log, as a setting.
public enum LogLevel: String, CaseIterable, Sendable, SettingValue {
    case trace, debug, info, notice, warning, error, critical

    /// One of the words.
    public init?(setting text: String) { self.init(rawValue: text) }
    /// The word.
    public var settingText: String { rawValue }
    /// In words.
    public static var settingForm: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
