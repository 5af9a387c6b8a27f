/// Something that an operator decides: its name in the environment, its default, what it means.
///
/// ```swift
/// static let openSignup = Setting("VOUCH_OPEN_SIGNUP", default: false, "Anyone may sign up.")
/// ```
public struct Setting<Value: SettingValue>: Sendable {
    /// The environment variable.
    public let name: String
    /// What holds where the variable is not set; nil where it must be set.
    public let usual: Value?
    /// What it means, with its unit, for `--help`.
    public let meaning: String
    let range: String?
    let isInRange: @Sendable (Value) -> Bool

    /// A setting that may be left out.
    public init(_ name: String, default usual: Value, _ meaning: String) {
        self.init(name, usual, meaning)
    }

    /// A setting without which the program does not start.
    public init(required name: String, _ meaning: String) {
        self.init(name, nil, meaning)
    }

    private init(_ name: String, _ usual: Value?, _ meaning: String) {
        (self.name, self.usual, self.meaning) = (name, usual, meaning)
        (range, isInRange) = (nil, { _ in true })
    }

    /// A setting whose value must lie in a range, ends included.
    public init(
        _ name: String,
        default usual: Value,
        in range: ClosedRange<Value>,
        _ meaning: String
    ) where Value: Comparable {
        (self.name, self.usual, self.meaning) = (name, usual, meaning)
        self.range = "\(range.lowerBound.settingText) to \(range.upperBound.settingText)"
        isInRange = { range.contains($0) }
    }

    /// Reads the text of the variable; throws what is wrong with it, in words.
    func value(_ text: String?) throws(SettingFault) -> Value {
        guard let text else {
            guard let usual else { throw SettingFault("\(name) must be set: \(meaning)") }
            return usual
        }
        guard let value = Value(setting: text) else {
            throw SettingFault("\(name) must be \(Value.settingForm).")
        }
        guard isInRange(value) else { throw SettingFault("\(name) must be \(range ?? "less").") }
        return value
    }
}

/// Any setting, whatever its type, for lists of them.
public protocol DeclaredSetting: Sendable {
    /// The environment variable.
    var name: String { get }
    /// Whether the value must not be seen; it may also stand in the file that `NAME_FILE` names.
    var isSecret: Bool { get }
    /// Says what is wrong with the variable's text, if anything.
    func check(_ text: String?) throws(SettingFault)
    /// Its line in `--help`.
    var help: String { get }
}

extension Setting: DeclaredSetting {
    /// Whether the value must not be seen.
    public var isSecret: Bool { Value.isSecret }

    /// Says what is wrong with the variable's text, if anything.
    public func check(_ text: String?) throws(SettingFault) { _ = try value(text) }

    /// Its line in `--help`.
    public var help: String {
        let form = range.map { "\(Value.settingForm), \($0)" } ?? Value.settingForm
        let usual = usual.map { $0.settingText.isEmpty ? "none" : $0.settingText } ?? "required"
        let file = isSecret ? "; \(name)_FILE names a file that holds it" : ""
        return "  \(name)\n      \(meaning) (\(form); default: \(usual)\(file))"
    }
}

/// What is wrong with one setting. It never holds the value, which may be a secret.
public struct SettingFault: Error, Hashable {
    /// In words, beginning with the setting's name.
    public let text: String

    init(_ text: String) { self.text = text }
}

/// What a setting can be.
public protocol SettingValue: Sendable {
    /// Reads the text; nil where it is none of this type.
    init?(setting text: String)
    /// As an operator would write it; a secret shows nothing.
    var settingText: String { get }
    /// What to write, in words.
    static var settingForm: String { get }
    /// Whether it must not be seen.
    static var isSecret: Bool { get }
}

extension SettingValue {
    /// Most are no secrets.
    public static var isSecret: Bool { false }
}
