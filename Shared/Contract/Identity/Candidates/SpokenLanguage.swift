public import Vocabulary

/// A language that a candidate speaks.
public struct SpokenLanguage: Hashable, Sendable {
    /// Its name, or its BCP 47 tag.
    public var language: String
    /// How well, A1 to C2.
    public var level: LanguageLevel?

    /// Takes every field.
    public init(
        language: String,
        level: LanguageLevel? = nil
    ) {
        self.language = language
        self.level = level
    }
}

extension SpokenLanguage: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(language:level:),
        Field(
            "language",
            \.language,
            .line(1...Limits.name),
            about: "Its name, or its BCP 47 tag."
        ),
        Field("level", \.level, about: "How well, A1 to C2.")
    )
}
