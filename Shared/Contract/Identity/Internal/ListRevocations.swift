public import Vocabulary

/// Reads who has been cut off.
public struct ListRevocations: Hashable, Sendable {
    /// Recorded at this moment or later.
    public var since: Instant

    /// Takes every field.
    public init(since: Instant) { self.since = since }
}

extension ListRevocations: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.get, "/internal/revocations")
    /// Who may ask.
    public static let audience = Audience.services(
        .gateway,
        .identity,
        .interviews,
        .matching,
        .talent,
        .feedback
    )
    /// What it answers.
    public typealias Response = RevocationList
    /// What it does.
    public static let about = """
        Lists whose tokens are to be refused. A revocation is seen when its transaction has ended,
        later than the moment it bears: readers ask again from a minute before.
        """
    /// One request and its answer.
    public static let example = Example(
        ListRevocations(since: .example),
        RevocationList(items: [Revocation(subject: .example, before: .example)])
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(since:),
        Field("since", \.since, about: "Recorded at this moment or later.")
    )
}

/// Whose tokens are to be refused.
public struct RevocationList: Hashable, Sendable {
    /// In no order.
    public var items: [Revocation]

    /// Takes every field.
    public init(items: [Revocation]) { self.items = items }
}

extension RevocationList: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(items:),
        Field("items", \.items, about: "In no order.")
    )
}

/// Tokens of a subject that were issued before a moment are refused.
public struct Revocation: Hashable, Sendable {
    /// What stands in `sub`, or an intake session.
    public var subject: UUID128
    /// Tokens issued earlier are refused.
    public var before: Instant

    /// Takes every field.
    public init(subject: UUID128, before: Instant) {
        self.subject = subject
        self.before = before
    }
}

extension Revocation: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(subject:before:),
        Field("subject", \.subject, about: "What stands in `sub`, or an intake session."),
        Field("before", \.before, about: "Tokens issued earlier are refused.")
    )
}
