/// A value with one text: a string, a number or a boolean in JSON, and the same text in a path or
/// a query.
public protocol WireText: Wire {
    /// Reads the text; `nil` for what is none.
    init?(utf8: Span<UInt8>)

    /// Appends the text, unquoted.
    func append(to bytes: inout [UInt8])

    /// What JSON calls it.
    static var token: TextToken { get }

    /// How it looks in the schema and in a complaint; not asked for while all is well.
    static var form: TextForm { get }

    /// What is wrong with a value that could be read.
    func fault(_ bounds: Bounds) -> (FieldError.Code, String)?
}

/// What JSON calls a value with one text.
public enum TextToken: Sendable {
    /// A string.
    case string
    /// A number.
    case number
    /// `true` or `false`.
    case bool

    func matches(_ kind: JSONTape.Node.Kind) -> Bool {
        switch self {
        case .string: kind == .string
        case .number: kind == .number
        case .bool: kind == .bool
        }
    }

    /// What to say to a value of another JSON type.
    var rule: String {
        switch self {
        case .string: "must be a string"
        case .number: "must be a number"
        case .bool: "must be true or false"
        }
    }
}

/// How a value with one text looks to those who have to write it.
public struct TextForm: Sendable {
    let schema: Schema
    /// What it must be, as the end of a sentence.
    let rule: String
    /// What a text is called that is not one.
    let code: FieldError.Code

    init(_ schema: Schema, _ rule: String, code: FieldError.Code = .malformed) {
        self.schema = schema
        self.rule = rule
        self.code = code
    }
}

extension WireText {
    /// Reads a JSON token.
    public static func read(
        _ node: Int,
        _ bounds: Bounds,
        _ reader: inout WireReader
    ) -> Self? {
        guard token.matches(reader.kind(of: node)) else {
            reader.report(.wrongType, token.rule)
            return nil
        }
        let value = reader.withText(of: node) { Self(utf8: $0) }
        return checked(value, bounds, &reader)
    }

    /// Reads the one text of a parameter.
    public static func read(
        texts: [[UInt8]],
        _ bounds: Bounds,
        _ reader: inout WireReader
    ) -> Self? {
        guard texts.count == 1, let text = texts.first else {
            reader.report(.duplicateField, "must be given once")
            return nil
        }
        return checked(Self(utf8: text.span), bounds, &reader)
    }

    private static func checked(
        _ value: Self?,
        _ bounds: Bounds,
        _ reader: inout WireReader
    ) -> Self? {
        guard let value else {
            reader.report(form.code, form.rule)
            return nil
        }
        if let (code, message) = value.fault(bounds) {
            reader.report(code, message)
            return nil
        }
        return value
    }

    /// Most texts are strings.
    public static var token: TextToken { .string }

    /// Writes a JSON token. A type whose text may hold quotes, backslashes or control characters
    /// writes itself.
    public func write(to writer: inout WireWriter) {
        switch Self.token {
        case .number, .bool: writer.token(self)
        case .string: writer.quoted(self)
        }
    }

    /// The text.
    public var texts: [[UInt8]] {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return [bytes]
    }

    /// Any value that could be read is right.
    public func fault(_ bounds: Bounds) -> (FieldError.Code, String)? { nil }

    /// The form's schema.
    public static func schema(_ components: inout SchemaComponents) -> Schema { form.schema }
}

extension WireText where Self: LosslessStringConvertible {
    /// Reads what `description` prints.
    public init?(utf8: Span<UInt8>) {
        guard let text = String(utf8: utf8) else { return nil }
        self.init(text)
    }

    /// Appends `description`.
    public func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: description.utf8)
    }
}

/// An enumeration whose cases travel as words.
public protocol WireWord: WireText, RawRepresentable<String>, CaseIterable {}

extension WireWord {
    /// Reads one of the words.
    public init?(utf8: Span<UInt8>) {
        guard let text = String(utf8: utf8) else { return nil }
        self.init(rawValue: text)
    }

    /// Appends the word.
    public func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: rawValue.utf8)
    }

    /// One of the words.
    public static var form: TextForm {
        let words = allCases.map(\.rawValue)
        let rule = "must be one of \(words.joined(separator: ", "))"
        return TextForm(Schema(.words(words)), rule, code: .unknownValue)
    }
}
