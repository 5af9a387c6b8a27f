public import ServiceKit
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

    static let all: [any DeclaredSetting] = [
        openSignUp, operatorToken, siteAddress, mailFrom, mailDirectory, smtpHost, smtpPort,
        smtpUser, smtpPassword, smtpSecurity,
    ]
}

/// The secret of those who run the installation.
struct OperatorToken: SettingValue {
    /// Shorter ones are guessed.
    static let lengthMin = 32
    static let none = OperatorToken(secret: nil)

    let secret: Confidential?

    private init(secret: Confidential?) { self.secret = secret }

    init?(settingText text: String, in name: String) {
        guard text.count >= Self.lengthMin else { return nil }
        secret = Confidential(text)
    }

    func settingText(in name: String) -> String { "" }

    static var form: String { "a secret of \(lengthMin) characters or more" }
}

extension SMTPConfiguration.Security: SettingValue {
    init?(settingText text: String, in name: String) { self.init(rawValue: text) }

    func settingText(in name: String) -> String { rawValue }

    static var form: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension WebAddress: SettingValue {
    public init?(settingText text: String, in name: String) { self.init(text) }

    public func settingText(in name: String) -> String { text }

    public static var form: String { "an address that begins with https:// or http://" }
}

extension EmailAddress: SettingValue {
    public init?(settingText text: String, in name: String) { self.init(text) }

    public func settingText(in name: String) -> String { text }

    public static var form: String { "an e-mail address" }
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
