public import Vocabulary

/// Ends a placement.
public struct EndPlacement: Hashable, Sendable {
    /// Identifies the placement.
    public var id: PlacementID
    /// Why it ended.
    public var reason: PlacementEndReason
    /// When it ended.
    public var date: CalendarDate

    /// Takes every field.
    public init(
        id: PlacementID,
        reason: PlacementEndReason,
        date: CalendarDate
    ) {
        self.id = id
        self.reason = reason
        self.date = date
    }
}

extension EndPlacement: InterviewsOperation {
    /// Where it is found.
    public static let route = Route(.post, "/placements/{id}/end")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter, .hiringManager).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.conflict, .preconditionFailed]
    /// What it answers.
    public typealias Response = Placement
    /// What it does.
    public static let about = """
        Records that somebody who was hired left, or never began. The hire itself remains one.
        """
    /// One request and its answer.
    public static let example = Example(
        EndPlacement(id: .example(14), reason: .resigned, date: .literal("2026-08-31")),
        Placement.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(id:reason:date:),
        Field("id", \.id, about: "Identifies the placement."),
        Field("reason", \.reason, about: "Why it ended."),
        Field("date", \.date, about: "When it ended.")
    )
}
