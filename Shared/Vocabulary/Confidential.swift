/// Text that must not be seen in a log: a password, a bearer token.
public struct Confidential: Hashable, Sendable {
    /// The text itself.
    public let text: String

    /// Keeps a text to itself.
    public init(_ text: String) {
        self.text = text
    }
}

extension Confidential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never the text.
    public var description: String { "Confidential" }
    /// Never the text.
    public var debugDescription: String { "Confidential" }
    /// Never the text, when what contains it is dumped.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
