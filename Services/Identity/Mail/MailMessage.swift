import FoundationEssentials
import Vocabulary

/// One message of plain text, from Vouch to one reader.
struct MailMessage: Hashable, Sendable {
    let from: EmailAddress
    let to: EmailAddress
    /// ASCII, in one line; it stands in this program.
    let subject: StaticText
    /// Lines end with `\n`.
    let body: String
    let date: Instant
    let id: MailID

    /// Text that stands in the program, so that nobody else's can become a header.
    struct StaticText: Hashable, Sendable, ExpressibleByStringLiteral {
        let text: String

        init(stringLiteral text: StaticString) { self.text = text.description }
    }

    /// Whether sender's and reader's addresses are ASCII; others need a server that takes them.
    var hasPlainAddresses: Bool {
        (from.text + to.text).utf8.allSatisfy { $0 < 0x80 }
    }

    /// The message as RFC 5322 has it, with lines that end with CR LF.
    ///
    /// - Parameter eightBit: whether the body may hold UTF-8 as it is; else base64 does.
    func bytes(eightBit: Bool) -> [UInt8] {
        let isPlain = body.utf8.allSatisfy { $0 < 0x80 }
        let encoding = isPlain ? "7bit" : eightBit ? "8bit" : "base64"
        let headers = [
            "From: Vouch <\(from)>",
            "To: <\(to)>",
            "Subject: \(subject.text)",
            "Date: \(Self.text(of: date))",
            "Message-ID: <\(id)@\(from.text.drop { $0 != "@" }.dropFirst())>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: \(encoding)",
            "",
        ]
        let lines = encoding == "base64" ? Self.base64(body) : Self.lines(of: body)
        return Array(((headers + lines).joined(separator: "\r\n") + "\r\n").utf8)
    }

    private static func lines(of body: String) -> [String] {
        body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func base64(_ body: String) -> [String] {
        let text = lines(of: body).joined(separator: "\r\n")
        let options: Data.Base64EncodingOptions = [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ]
        return [Data(text.utf8).base64EncodedString(options: options)]
    }

    /// `Sat, 21 Nov 2026 05:09:24 +0000`
    static func text(of instant: Instant) -> String {
        let seconds = instant.microseconds / 1_000_000
        let (days, second) = (seconds / 86_400, Int(seconds % 86_400))
        let date = CalendarDate(daysSinceEpoch: Int(days)) ?? .latest
        let (year, month, day) = date.parts
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = [second / 3_600, second / 60 % 60, second % 60].map(two)
        return "\(weekdays[Int(days % 7)]), \(two(day)) \(months[month - 1]) \(year) "
            + "\(time.joined(separator: ":")) +0000"
    }
}
