import Vocabulary

/// How often a reason was given.
public struct ReasonCount: Hashable, Sendable {
    /// The reason.
    public var reasonCode: String
    /// How often.
    public var count: Int

    /// Takes every field.
    public init(
        reasonCode: String,
        count: Int
    ) {
        self.reasonCode = reasonCode
        self.count = count
    }
}

extension ReasonCount: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(reasonCode:count:),
        Field("reason_code", \.reasonCode, about: "The reason."),
        Field("count", \.count, about: "How often.")
    )
}
