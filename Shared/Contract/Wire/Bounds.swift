/// How long, how large or how many; checked where a field is read, and printed in the schema.
public indirect enum Bounds: Sendable {
    /// Whatever the type allows.
    case any
    /// One line of text with so many Unicode scalars; no control characters. A minimum above
    /// zero also demands something besides white space.
    case line(ClosedRange<Int>)
    /// Text of any number of lines, with so many Unicode scalars.
    case text(ClosedRange<Int>)
    /// A number within these ends.
    case number(ClosedRange<Double>)
    /// A list of so many elements, each within bounds of its own.
    case items(ClosedRange<Int>, each: Bounds = .any)

    /// What is wrong with a text.
    func fault(in text: String) -> (FieldError.Code, String)? {
        let range: ClosedRange<Int>
        let isLine: Bool
        switch self {
        case .line(let allowed): (range, isLine) = (allowed, true)
        case .text(let allowed): (range, isLine) = (allowed, false)
        case .any, .number, .items: return nil
        }
        // Scalars are counted only where the bytes do not settle it.
        if text.utf8.count > range.upperBound, text.unicodeScalars.count > range.upperBound {
            return (.tooLong, "must have at most \(range.upperBound) characters")
        }
        for byte in text.utf8 where byte < 0x20 || byte == 0x7F {
            let isSpace = byte == 0x0A || byte == 0x0D || byte == 0x09
            guard isLine || !isSpace else { continue }
            return (.controlCharacter, "must not contain control characters")
        }
        guard range.lowerBound > 0 else { return nil }
        if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
            return (.tooShort, "must not be blank")
        }
        if text.unicodeScalars.count < range.lowerBound {
            return (.tooShort, "must have at least \(range.lowerBound) characters")
        }
        return nil
    }

    /// What is wrong with a number.
    func fault(in number: Double) -> (FieldError.Code, String)? {
        guard case .number(let range) = self, !range.contains(number) else { return nil }
        return (
            .outOfRange,
            "must be from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))"
        )
    }

    /// What is wrong with the length of a list.
    func fault(inCount count: Int) -> (FieldError.Code, String)? {
        guard case .items(let range, _) = self else { return nil }
        if count < range.lowerBound {
            return (.tooFew, "must have at least \(range.lowerBound) elements")
        }
        guard count > range.upperBound else { return nil }
        return (.tooMany, "must have at most \(range.upperBound) elements")
    }

    /// The bounds of a list's elements.
    var ofElements: Bounds {
        if case .items(_, let each) = self { return each }
        return .any
    }

    /// A number without `.0`.
    static func plain(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(number)
    }
}
