public import Vocabulary

/// Records that an organization has.
public struct KnownCandidates: Hashable, Sendable {
    /// Those of the ones asked for.
    public var ids: [CandidateID]

    /// Takes every field.
    public init(
        ids: [CandidateID]
    ) {
        self.ids = ids
    }
}

extension KnownCandidates: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(ids:),
        Field("ids", \.ids, about: "Those of the ones asked for.")
    )
}
