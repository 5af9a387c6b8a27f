/// What an explanation depends on besides code: with these, the same inputs give the same bytes.
public struct Pins: Hashable, Sendable {
    public let policy: String
    public let taxonomy: String
    public let rates: String
    public let asOf: Day
    /// SHA-256 of everything that took part, in hexadecimal. A candidate's view never covers a
    /// hidden field: a salary has so few values that its hash would give it away.
    public let inputs: String
}
