/// What is wrong with one field, for a person to read and a program to act on. It repeats
/// nothing of the value.
public struct FieldError: Hashable, Sendable {
    /// A word for what is wrong. Services add their own, for rules that only they can check.
    public struct Code: Hashable, Sendable, ExpressibleByStringLiteral {
        /// The word as it is sent, in snake_case.
        public let text: String

        /// A word in snake_case.
        public init(stringLiteral text: StringLiteralType) {
            self.text = text
        }

        /// A required field is not there.
        public static let missing: Code = "missing"
        /// Another JSON type than the field has.
        public static let wrongType: Code = "wrong_type"
        /// Nobody declared such a field.
        public static let unknownField: Code = "unknown_field"
        /// The field is there more than once.
        public static let duplicateField: Code = "duplicate_field"
        /// The field cannot be cleared.
        public static let null: Code = "null"
        /// Not one of the words that the field can hold.
        public static let unknownValue: Code = "unknown_value"
        /// Not the form that the field has: no date, no identifier, no e-mail address …
        public static let malformed: Code = "malformed"
        /// A number beyond its limits.
        public static let outOfRange: Code = "out_of_range"
        /// A text with too few characters, or nothing but white space.
        public static let tooShort: Code = "too_short"
        /// A text with too many characters.
        public static let tooLong: Code = "too_long"
        /// A list with too few elements.
        public static let tooFew: Code = "too_few"
        /// A list with too many elements.
        public static let tooMany: Code = "too_many"
        /// A control character where text is expected, or a line break within a line.
        public static let controlCharacter: Code = "control_character"
        /// Fields that do not go together.
        public static let inconsistent: Code = "inconsistent"
    }

    /// Where: `email`, `skills[2].name`.
    public var field: String
    /// What is wrong, for programs.
    public var code: Code
    /// What is wrong, for people: a sentence.
    public var message: String

    /// Says what is wrong with a field.
    public init(_ field: String, _ code: Code, _ message: String) {
        self.field = field
        self.code = code
        self.message = message
    }

    /// The same, seen from the outside of `container`, a field's name or an element's `[index]`.
    func within(_ container: String) -> FieldError {
        let separator = field.isEmpty || field.hasPrefix("[") ? "" : "."
        return FieldError(container + separator + field, code, message)
    }
}

extension FieldError: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        FieldError.init,
        Field("field", \.field, about: "Where: `email`, `skills[2].name`."),
        Field("code", \.code, about: "What is wrong, for programs."),
        Field("message", \.message, about: "What is wrong, for people.")
    )
}

extension FieldError.Code: WireText {
    /// A word, as a string.
    public static let form = TextForm(Schema(.string()), "must be a word")

    /// Takes any text: a peer may know words that we do not.
    public init?(utf8: Span<UInt8>) {
        guard let text = String(utf8: utf8) else { return nil }
        self.text = text
    }

    /// Appends the word.
    public func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: text.utf8)
    }
}
