public import Vocabulary

/// Tells how things stand with a job that a candidate got.
public struct PutPlacement: Hashable, Sendable {
    /// Whose record it is.
    public var organization: OrganizationID
    /// Who got it.
    public var candidate: CandidateID
    /// Which job.
    public var placement: PlacementID
    /// Which of several messages about it is the latest: the highest number.
    public var version: Int
    /// The job; nothing where it was taken back.
    public var record: PlacementRecord?

    /// Takes every field.
    public init(
        organization: OrganizationID,
        candidate: CandidateID,
        placement: PlacementID,
        version: Int,
        record: PlacementRecord?
    ) {
        self.organization = organization
        self.candidate = candidate
        self.placement = placement
        self.version = version
        self.record = record
    }
}

extension PutPlacement: IdentityOperation {
    /// Where it is found.
    public static let route = Route(
        .put,
        "/internal/organizations/{organization}/candidates/{candidate}/placements/{placement}",
        .noContent
    )
    /// Who may ask.
    public static let audience = Audience.services(.interviews)
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict]
    /// What it answers.
    public typealias Response = Nothing
    /// What it does.
    public static let about = """
        Keeps how things stand with a job in the candidate's record, or in the one that it was
        merged into. A message that is not later than what is known changes nothing. Unknown
        records and another organization's look the same: `no_such_candidate`.
        """
    /// One request and its answer.
    public static let example = Example(
        PutPlacement(
            organization: .example(1),
            candidate: .example(3),
            placement: .example(7),
            version: 12,
            record: .example
        ),
        Nothing()
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(organization:candidate:placement:version:record:),
        Field("organization", \.organization, about: "Whose record it is."),
        Field("candidate", \.candidate, about: "Who got it."),
        Field("placement", \.placement, about: "Which job."),
        Field(
            "version",
            \.version,
            about: "Which of several messages about it is the latest: the highest number."
        ),
        Field("record", \.record, about: "The job; nothing where it was taken back.")
    )
}
