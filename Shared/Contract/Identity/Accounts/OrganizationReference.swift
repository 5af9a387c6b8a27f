public import Vocabulary

/// An organization by its name.
public struct OrganizationReference: Hashable, Sendable {
    /// Identifies it.
    public var id: OrganizationID
    /// What it is called.
    public var name: String
    /// An agency or a company.
    public var kind: OrganizationKind

    /// Takes every field.
    public init(
        id: OrganizationID,
        name: String,
        kind: OrganizationKind
    ) {
        self.id = id
        self.name = name
        self.kind = kind
    }
}

extension OrganizationReference: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:name:kind:),
        Field("id", \.id, about: "Identifies it."),
        Field("name", \.name, about: "What it is called."),
        Field("kind", \.kind, about: "An agency or a company.")
    )
}
