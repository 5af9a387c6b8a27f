import Tokens
import Vocabulary

/// What messages say.
struct MailText: Sendable {
    /// Where the pages are that links lead to.
    let site: WebAddress
    /// Who writes.
    let from: EmailAddress

    /// The message that carries a link. The secret stands behind `#`, which browsers keep to
    /// themselves: it is in nobody's log.
    func message(
        _ mail: Mail,
        secret: Secret,
        organization: String?,
        at now: Instant
    ) -> MailMessage {
        let (subject, page, before, after) = words(mail.link.purpose, organization ?? "")
        let address = "\(site.text.hasSuffix("/") ? String(site.text.dropLast()) : site.text)"
        return MailMessage(
            from: from,
            to: mail.link.email,
            subject: subject,
            body: """
                Hello,

                \(before)

                \(address)/\(page)#token=\(secret.text)

                \(after)

                Vouch
                """,
            date: now,
            id: mail.id
        )
    }

    private func words(
        _ purpose: Link.Purpose,
        _ organization: String
    ) -> (MailMessage.StaticText, String, String, String) {
        switch purpose {
        case .passwordReset:
            (
                "Your new password", "reset-password",
                "somebody, most likely you, asked for a new password. This link sets it:",
                "It is good once, for an hour. If it was not you, nothing has happened."
            )
        case .personLink:
            (
                "Your link to sign in", "sign-in",
                "this link signs you in:",
                "It is good once, for 15 minutes. If you did not ask for it, nothing has happened."
            )
        case .invitation:
            (
                "You are invited", "invitation",
                "you are invited to work with \(organization) on Vouch. This link accepts:",
                "It is good once, for seven days. If you do not know them, do nothing."
            )
        }
    }
}
