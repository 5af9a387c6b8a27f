public import HTTP
public import Vocabulary

extension Bool: SettingValue {
    /// `true` or `false`, nothing else.
    public init?(setting text: String) { self.init(text) }
    /// `true` or `false`.
    public var settingText: String { String(self) }
    /// In words.
    public static var settingForm: String { "true or false" }
}

extension Int: SettingValue {
    /// Decimal digits.
    public init?(setting text: String) { self.init(text) }
    /// Decimal digits.
    public var settingText: String { String(self) }
    /// In words.
    public static var settingForm: String { "a whole number" }
}

extension String: SettingValue {
    /// Any text.
    public init?(setting text: String) { self = text }
    /// The text.
    public var settingText: String { self }
    /// In words.
    public static var settingForm: String { "text" }
}

extension Confidential: SettingValue {
    /// Any text.
    public init?(setting text: String) { self.init(text) }
    /// Whether it is set, not what it is.
    public var settingText: String { text.isEmpty ? "" : "set" }
    /// In words.
    public static var settingForm: String { "secret text" }
    /// It is.
    public static var isSecret: Bool { true }
}

extension Duration: SettingValue {
    private static let units: [(suffix: String, length: Duration)] = [
        ("ms", .milliseconds(1)), ("s", .seconds(1)), ("m", .seconds(60)), ("h", .seconds(3_600)),
        ("d", .seconds(86_400)),
    ]

    /// A whole number and its unit: `250ms`, `30s`, `5m`, `48h`, `30d`.
    public init?(setting text: String) {
        let digits = text.prefix { ("0"..."9").contains($0) }
        let suffix = text.dropFirst(digits.count)
        // Nine digits of the longest unit do not overflow.
        guard let number = Int(digits), digits.count <= 9,
            let unit = Self.units.first(where: { $0.suffix == suffix })
        else { return nil }
        self = unit.length * number
    }

    /// With the longest unit that fits.
    public var settingText: String {
        let unit = Self.units.last { unit in
            self >= unit.length && self == unit.length * Int(self / unit.length)
        }
        guard let unit else { return "0s" }
        return "\(Int(self / unit.length))\(unit.suffix)"
    }

    /// In words.
    public static var settingForm: String { "a number with its unit: 250ms, 30s, 5m, 48h, 30d" }
}

/// Where the replicas of a service are: `host:port,host:port`.
public struct Addresses: Sendable, Hashable, SettingValue {
    /// At least one.
    public let all: [Upstream.Address]

    static let countMax = 64

    /// Several of `host:port`, with commas between.
    public init?(setting text: String) {
        var all: [Upstream.Address] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let colon = part.lastIndex(of: ":"), colon > part.startIndex,
                let port = Int(part[part.index(after: colon)...]), 1...65_535 ~= port
            else { return nil }
            all.append(Upstream.Address(String(part[..<colon]), port))
        }
        guard all.count <= Self.countMax else { return nil }
        self.all = all
    }

    init(_ all: [Upstream.Address]) { self.all = all }

    /// As it is written.
    public var settingText: String {
        all.map { "\($0.host):\($0.port)" }.joined(separator: ",")
    }

    /// In words.
    public static var settingForm: String { "host:port, several with commas between" }
}
