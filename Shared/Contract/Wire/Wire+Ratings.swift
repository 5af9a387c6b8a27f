public import Vocabulary

extension Rating where Self: WireText {
    /// A number.
    public static var token: TextToken { .number }

    /// A whole number in the rating's range.
    public static var form: TextForm {
        TextForm(
            Schema(.integer, range: Double(range.lowerBound)...Double(range.upperBound)),
            "must be a whole number from \(range.lowerBound) to \(range.upperBound)",
            code: .outOfRange
        )
    }

    /// Reads a whole number in the rating's range.
    public init?(utf8: Span<UInt8>) {
        guard let number = Int(utf8: utf8) else { return nil }
        self.init(number)
    }

    /// Appends the number.
    public func append(to bytes: inout [UInt8]) { value.append(to: &bytes) }
}

extension Score where Self: WireText {
    /// A number.
    public static var token: TextToken { .number }

    /// A number in the score's range.
    public static var form: TextForm {
        TextForm(
            Schema(.number(range)),
            "must be a number from \(Bounds.plain(range.lowerBound)) "
                + "to \(Bounds.plain(range.upperBound))",
            code: .outOfRange
        )
    }

    /// Reads a number in the score's range.
    public init?(utf8: Span<UInt8>) {
        guard let number = Double(utf8: utf8) else { return nil }
        self.init(number)
    }

    /// Appends the number with as many digits as it takes to read it back.
    public func append(to bytes: inout [UInt8]) { value.append(to: &bytes) }
}

extension StageRating: WireText {}
extension SkillRating: WireText {}
extension MatchScore: WireText {}
extension InterviewScore: WireText {}
extension Confidence: WireText {}
extension LanguageLevel: WireWord {}
extension Role: WireWord {}
extension TokenKind: WireWord {}

extension Competency: WireText {
    /// `C1` to `C5`.
    public static var form: TextForm {
        let words = allCases.map(\.text)
        return TextForm(
            Schema(.words(words)),
            "must be one of \(words.joined(separator: ", "))",
            code: .unknownValue
        )
    }

    private var text: String { "C\(rawValue)" }

    /// Reads `C1` to `C5`.
    public init?(utf8: Span<UInt8>) {
        guard utf8.count == 2, utf8[0] == UInt8(ascii: "C") else { return nil }
        self.init(rawValue: Int(utf8[1]) - Int(UInt8(ascii: "0")))
    }

    /// Appends `C1` to `C5`.
    public func append(to bytes: inout [UInt8]) { bytes.append(contentsOf: text.utf8) }
}
