public import Vocabulary

/// What became of one of many processes.
public struct BulkItem: Hashable, Sendable {
    /// The process.
    public var id: InterviewID
    /// Where it stands now.
    public var status: InterviewStatus
    /// Whether it was changed.
    public var changed: Bool
    /// Why it was not.
    public var reason: String?

    /// Takes every field.
    public init(
        id: InterviewID,
        status: InterviewStatus,
        changed: Bool,
        reason: String? = nil
    ) {
        self.id = id
        self.status = status
        self.changed = changed
        self.reason = reason
    }
}

extension BulkItem: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:status:changed:reason:),
        Field("id", \.id, about: "The process."),
        Field("status", \.status, about: "Where it stands now."),
        Field("changed", \.changed, about: "Whether it was changed."),
        Field("reason", \.reason, about: "Why it was not.")
    )
}
