import HTTP
public import ServiceKit
import ServiceStore
public import Vocabulary

/// What can be set where identity is started.
enum IdentitySettings {
    static let openSignUp = Setting(
        "VOUCH_OPEN_SIGNUP",
        default: false,
        "Whether anyone may create an organization; else an operator does."
    )
    static let operatorToken = Setting(
        "VOUCH_OPERATOR_TOKEN",
        default: OperatorToken.none,
        "The secret that operators prove themselves with; without one there are none."
    )
    static let siteAddress = Setting(
        "VOUCH_SITE_ADDRESS",
        default: WebAddress.literal("http://127.0.0.1:8080"),
        "Where the pages are that links in messages lead to."
    )
    static let mailFrom = Setting(
        "VOUCH_MAIL_FROM",
        default: EmailAddress.literal("no-reply@vouch.invalid"),
        "The address that messages come from."
    )
    static let mailDirectory = Setting(
        "VOUCH_MAIL_DIRECTORY",
        default: ".vouch/mail",
        "Where messages are put, one file each, when there is no mail server."
    )
    static let smtpHost = Setting(
        "VOUCH_SMTP_HOST",
        default: "",
        "The mail server; without one, messages go to VOUCH_MAIL_DIRECTORY."
    )
    static let smtpPort = Setting(
        "VOUCH_SMTP_PORT",
        default: 587,
        in: 1...65_535,
        "The mail server's port."
    )
    static let smtpUser = Setting(
        "VOUCH_SMTP_USER",
        default: "",
        "Who signs in at the mail server; nobody where it asks for no name."
    )
    static let smtpPassword = Setting(
        "VOUCH_SMTP_PASSWORD",
        default: Confidential(""),
        "With what."
    )
    static let smtpSecurity = Setting(
        "VOUCH_SMTP_TLS",
        default: SMTPConfiguration.Security.startTLS,
        "What keeps mail private on its way; none is for a server on this machine."
    )

    static let all: [any DeclaredSetting] =
        StoreSettings.all + [
            openSignUp, operatorToken, siteAddress, mailFrom, mailDirectory, smtpHost, smtpPort,
            smtpUser, smtpPassword, smtpSecurity,
        ]

    /// What takes messages to their readers: a mail server where one is named, else a folder.
    static func mailer(_ runtime: Runtime) throws -> any Mailer {
        let settings = runtime.settings
        guard !settings[smtpHost].isEmpty else {
            return MailSpool(settings[mailDirectory], on: runtime.blocking)
        }
        var server = SMTPConfiguration(host: settings[smtpHost], port: settings[smtpPort])
        server.security = settings[smtpSecurity]
        server.user = settings[smtpUser].isEmpty ? nil : settings[smtpUser]
        server.password = settings[smtpPassword]
        guard server.user == nil || server.security != .none else {
            throw StartFault("VOUCH_SMTP_TLS=none would send VOUCH_SMTP_PASSWORD in clear.")
        }
        var tls = ClientTLS.Configuration()
        tls.applicationProtocols = []
        let loop = runtime.loops.executors[0].eventLoop
        return SMTPMailer(server, tls: try ClientTLS(tls), on: loop)
    }
}

/// The secret of those who run the installation.
struct OperatorToken: SettingValue {
    /// Shorter ones are guessed.
    static let lengthMin = 32
    static let none = OperatorToken(secret: nil)

    let secret: Confidential?

    private init(secret: Confidential?) { self.secret = secret }

    init?(setting text: String) {
        guard text.count >= Self.lengthMin else { return nil }
        secret = Confidential(text)
    }

    var settingText: String { secret == nil ? "" : "set" }

    static var settingForm: String { "a secret of \(lengthMin) characters or more" }

    static var isSecret: Bool { true }
}

extension SMTPConfiguration.Security: SettingValue {
    init?(setting text: String) { self.init(rawValue: text) }

    var settingText: String { rawValue }

    static var settingForm: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension WebAddress: SettingValue {
    public init?(setting text: String) { self.init(text) }

    public var settingText: String { text }

    public static var settingForm: String { "an address that begins with https:// or http://" }
}

extension EmailAddress: SettingValue {
    public init?(setting text: String) { self.init(text) }

    public var settingText: String { text }

    public static var settingForm: String { "an e-mail address" }
}

extension LosslessStringConvertible {
    /// A value that is written in the program; a mistake in it is the program's.
    fileprivate static func literal(_ text: String) -> Self {
        guard let value = Self(text) else {
            preconditionFailure("\(Self.self) cannot be \(text).")
        }
        return value
    }
}
