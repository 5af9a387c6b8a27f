public import Vocabulary

/// A phrase that feedback returns to.
public struct FeedbackTheme: Hashable, Sendable {
    /// The phrase.
    public var phrase: String
    /// In how many stages it stands.
    public var count: Int
    /// Some of them.
    public var stageIDs: [StageID]

    /// Takes every field.
    public init(
        phrase: String,
        count: Int,
        stageIDs: [StageID]
    ) {
        self.phrase = phrase
        self.count = count
        self.stageIDs = stageIDs
    }
}

extension FeedbackTheme: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(phrase:count:stageIDs:),
        Field("phrase", \.phrase, about: "The phrase."),
        Field("count", \.count, about: "In how many stages it stands."),
        Field("stage_ids", \.stageIDs, about: "Some of them.")
    )
}
