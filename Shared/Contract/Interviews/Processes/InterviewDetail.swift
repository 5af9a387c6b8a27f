import Vocabulary

/// A process with everything in it.
public struct InterviewDetail: Hashable, Sendable {
    /// The interview itself.
    public var interview: Interview
    /// Its stages, in their order.
    public var stages: [Stage]
    /// Its offers, in their order.
    public var offers: [Offer]
    /// Where it can go from here.
    public var allowedNext: [InterviewStatus]

    /// Takes every field.
    public init(
        interview: Interview,
        stages: [Stage],
        offers: [Offer],
        allowedNext: [InterviewStatus]
    ) {
        self.interview = interview
        self.stages = stages
        self.offers = offers
        self.allowedNext = allowedNext
    }
}

extension InterviewDetail: WireObject, Versioned {
    /// Counts its changes.
    public var version: Int { interview.version }

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(interview:stages:offers:allowedNext:),
        .inline(\.interview),
        Field("stages", \.stages, about: "Its stages, in their order."),
        Field("offers", \.offers, about: "Its offers, in their order."),
        Field("allowed_next", \.allowedNext, about: "Where it can go from here.")
    )
}
