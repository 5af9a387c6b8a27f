public import Vocabulary

/// Those of the ones asked for that an organization has.
public struct Known<Subject>: Hashable, Sendable {
    /// Which.
    public var ids: [Identifier<Subject>]

    /// Takes every field.
    public init(
        ids: [Identifier<Subject>]
    ) {
        self.ids = ids
    }
}

/// Records that an organization has.
public typealias KnownCandidates = Known<Vocabulary.Subject.Candidate>
/// Members of an organization.
public typealias KnownUsers = Known<Vocabulary.Subject.User>

extension Known: WireObject {
    /// The fields as they are sent.
    public static var shape: Shape<Self> {
        Shape(Self.init(ids:), Field("ids", \.ids, about: "Those of the ones asked for."))
    }
}
