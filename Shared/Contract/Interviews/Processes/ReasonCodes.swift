import Vocabulary

/// The reasons an organization gives for ends.
public struct ReasonCodes: Hashable, Sendable {
    /// Counts the changes.
    public var version: Int
    /// The codes, in their order.
    public var codes: [String]

    /// Takes every field.
    public init(
        version: Int,
        codes: [String]
    ) {
        self.version = version
        self.codes = codes
    }
}

extension ReasonCodes: WireObject, Versioned {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(version:codes:),
        Field("version", \.version, about: "Counts the changes."),
        Field("codes", \.codes, about: "The codes, in their order.")
    )
}
