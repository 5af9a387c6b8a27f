import Glibc

/// The `date` header (RFC 9110, section 6.6.1), printed once a second. Confined to its event loop.
final class DateField {
    private var second = 0
    private var text: [UInt8] = []

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Now, as an IMF-fixdate: `Sun, 06 Nov 1994 08:49:37 GMT`.
    var value: [UInt8] {
        let now = time(nil)
        if now != second {
            second = now
            text = Self.format(now)
        }
        return text
    }

    static func format(_ seconds: Int) -> [UInt8] {
        var seconds = seconds
        var parts = unsafe tm()
        _ = unsafe gmtime_r(&seconds, &parts)
        let date = unsafe [
            two(parts.tm_mday), months[Int(parts.tm_mon)], String(1900 + parts.tm_year),
        ].joined(separator: " ")
        let time = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec].map(two).joined(
            separator: ":"
        )
        return Array(unsafe "\(days[Int(parts.tm_wday)]), \(date) \(time) GMT".utf8)
    }

    private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
