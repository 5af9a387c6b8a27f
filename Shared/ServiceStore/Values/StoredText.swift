public import Postgres
public import Vocabulary

/// A value that is stored as its one text.
public protocol StoredText: StoredValue, LosslessStringConvertible where Stored == String {}

extension StoredText {
    /// Its text.
    public var stored: String { description }

    /// Nil for a text that is none.
    public init?(stored: String) { self.init(stored) }
}

extension CountryCode: StoredText {}
extension CurrencyCode: StoredText {}
extension EmailAddress: StoredText {}
extension PartialDate: StoredText {}
extension WebAddress: StoredText {}

// Words, stored as they are spelled.
extension Role: PostgresElement {}
extension TokenKind: PostgresElement {}
extension Service: PostgresElement {}
extension LanguageLevel: PostgresElement {}
