public import Vocabulary

/// A country where a candidate may work, or may not.
public struct WorkAuthorization: Hashable, Sendable {
    /// The country, ISO 3166-1.
    public var country: CountryCode
    /// On what ground.
    public var kind: WorkPermit
    /// How long the ground holds.
    public var until: CalendarDate?

    /// Takes every field.
    public init(
        country: CountryCode,
        kind: WorkPermit,
        until: CalendarDate? = nil
    ) {
        self.country = country
        self.kind = kind
        self.until = until
    }
}

extension WorkAuthorization: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(country:kind:until:),
        Field("country", \.country, about: "The country, ISO 3166-1."),
        Field("kind", \.kind, about: "On what ground."),
        Field("until", \.until, about: "How long the ground holds.")
    )
}
