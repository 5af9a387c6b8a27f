import ServiceKit
import Vocabulary

/// What can be set where identity is started.
enum IdentitySettings {
    static let openSignUp = Setting(
        "VOUCH_OPEN_SIGNUP",
        default: false,
        "Whether anyone may create an organization. Else an operator does."
    )
    static let operatorToken = Setting(
        "VOUCH_OPERATOR_TOKEN",
        default: Confidential(""),
        "The secret that operators prove themselves with: 32 characters or more, or none."
    )
    static let siteAddress = Setting(
        "VOUCH_SITE_ADDRESS",
        default: "http://127.0.0.1:8080",
        "Where the pages are that links in messages lead to."
    )
    static let mailFrom = Setting(
        "VOUCH_MAIL_FROM",
        default: "no-reply@vouch.invalid",
        "The address that messages come from."
    )
    static let mailDirectory = Setting(
        "VOUCH_MAIL_DIRECTORY",
        default: ".vouch/mail",
        "Where messages are put, one file each, without a mail server."
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
    static let smtpUser = Setting("VOUCH_SMTP_USER", default: "", "Who signs in at the mail server.")
    static let smtpPassword = Setting(
        "VOUCH_SMTP_PASSWORD",
        default: Confidential(""),
        "With what."
    )
    static let smtpSecurity = Setting(
        "VOUCH_SMTP_TLS",
        default: "starttls",
        "What keeps mail private: starttls, implicit, or none for a server on this machine."
    )

    static let all: [any DeclaredSetting] = [
        openSignUp, operatorToken, siteAddress, mailFrom, mailDirectory, smtpHost, smtpPort,
        smtpUser, smtpPassword, smtpSecurity,
    ]
}
