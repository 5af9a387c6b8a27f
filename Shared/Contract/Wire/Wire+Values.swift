public import Vocabulary

extension String: WireText {
    /// Text.
    public static var form: TextForm { TextForm(Schema(.string()), "must be text") }

    /// Takes valid UTF-8.
    public init?(utf8: Span<UInt8>) {
        guard let span = try? UTF8Span(validating: utf8) else { return nil }
        self.init(copying: span)
    }

    /// Appends the text as it is.
    public func append(to bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }

    /// Writes the text with what escaping it needs.
    public func write(to writer: inout WireWriter) { writer.string(self) }

    /// Too long, too short, blank, or with control characters. NUL is never text: PostgreSQL
    /// cannot hold it.
    public func fault(_ bounds: Bounds) -> (FieldError.Code, String)? {
        if utf8.contains(0) { return (.controlCharacter, "must not contain control characters") }
        return bounds.fault(in: self)
    }
}

extension Int: WireText {
    /// A number.
    public static var token: TextToken { .number }
    /// A whole number.
    public static var form: TextForm {
        TextForm(Schema(.integer), "must be a whole number", code: .wrongType)
    }

    /// Reads a whole number without exponent or fraction.
    public init?(utf8: Span<UInt8>) {
        var index = 0
        let isNegative = utf8.count > 1 && utf8[0] == UInt8(ascii: "-")
        if isNegative { index = 1 }
        // 18 digits fit for certain.
        guard 1...18 ~= utf8.count - index else { return nil }
        var value = 0
        while index < utf8.count {
            let digit = utf8[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
            index += 1
        }
        self = isNegative ? -value : value
    }

    /// Out of its range.
    public func fault(_ bounds: Bounds) -> (FieldError.Code, String)? {
        bounds.fault(in: Double(self))
    }
}

extension Double: WireText {
    /// A number.
    public static var token: TextToken { .number }
    /// Any number that is finite.
    public static var form: TextForm {
        TextForm(Schema(.number(nil)), "must be a number", code: .wrongType)
    }

    /// Reads a finite number.
    public init?(utf8: Span<UInt8>) {
        guard let text = String(utf8: utf8), let number = Double(text), number.isFinite else {
            return nil
        }
        self = number
    }

    /// Appends as many digits as it takes to read the number back; JSON has no word for what is
    /// not finite, and nothing of ours is.
    public func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: (isFinite ? Bounds.plain(self) : "null").utf8)
    }

    /// Out of its range.
    public func fault(_ bounds: Bounds) -> (FieldError.Code, String)? { bounds.fault(in: self) }
}

extension Bool: WireText {
    /// `true` or `false`.
    public static var token: TextToken { .bool }
    /// `true` or `false`.
    public static var form: TextForm { TextForm(Schema(.boolean), "must be true or false") }
}

extension UUID128: WireText {
    /// A lower-case UUID.
    public static var form: TextForm {
        TextForm(Schema(.string(format: "uuid")), "must be a lower-case UUID")
    }
}

extension Identifier: Wire {}
extension Identifier: WireText {
    /// A lower-case UUID.
    public static var form: TextForm { UUID128.form }
}

extension Instant: WireText {
    /// RFC 3339.
    public static var form: TextForm {
        TextForm(
            Schema(.string(format: "date-time")),
            "must be a time as in RFC 3339, for instance 2026-05-04T09:30:00Z"
        )
    }
}

extension CalendarDate: WireText {
    /// `YYYY-MM-DD`.
    public static var form: TextForm {
        TextForm(Schema(.string(format: "date")), "must be a date, YYYY-MM-DD")
    }
}

extension PartialDate: WireText {
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    public static var form: TextForm {
        TextForm(
            Schema(.string(pattern: "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")),
            "must be YYYY, YYYY-MM or YYYY-MM-DD"
        )
    }
}

extension EmailAddress: WireText {
    /// An e-mail address.
    public static var form: TextForm {
        TextForm(Schema(.string(format: "email")), "must be an e-mail address")
    }
}

extension WebAddress: WireText {
    /// An address of the web.
    public static var form: TextForm {
        TextForm(Schema(.string(format: "uri")), "must be an address that begins with https://")
    }
}

extension CountryCode: WireText {
    /// Two letters.
    public static var form: TextForm {
        let schema = Schema(.string(pattern: "^[A-Z]{2}$"))
        return TextForm(schema, "must be a country code, ISO 3166-1 alpha-2", code: .unknownValue)
    }
}

extension CurrencyCode: WireText {
    /// Three letters.
    public static var form: TextForm {
        let schema = Schema(.string(pattern: "^[A-Z]{3}$"))
        return TextForm(schema, "must be a currency code, ISO 4217", code: .unknownValue)
    }
}

extension Amount: WireText {
    /// A number.
    public static var token: TextToken { .number }
    /// A number with at most two decimals.
    public static var form: TextForm {
        TextForm(
            Schema(.number(0...1e12)),
            "must be a number from 0 with at most two decimals",
            code: .outOfRange
        )
    }
}

extension Confidential: WireText {
    /// Text that is not shown.
    public static var form: TextForm {
        TextForm(Schema(.string(format: "password")), "must be text")
    }

    /// Takes any text.
    public init?(utf8: Span<UInt8>) {
        guard let text = String(utf8: utf8) else { return nil }
        self.init(text)
    }

    /// Appends the text.
    public func append(to bytes: inout [UInt8]) { bytes.append(contentsOf: text.utf8) }

    /// Writes the text with what escaping it needs.
    public func write(to writer: inout WireWriter) { writer.string(text) }

    /// Too long or too short.
    public func fault(_ bounds: Bounds) -> (FieldError.Code, String)? { text.fault(bounds) }
}
