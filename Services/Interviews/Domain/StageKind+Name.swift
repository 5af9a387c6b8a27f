import Contract

extension StageKind {
    /// What a stage of this name is about. Never the offer: passing that extends one, which
    /// nobody should do by choosing a name.
    init(guessedFrom name: String) {
        let words = NameKey.searchWords(of: [name])
        let text = " " + words.joined(separator: " ") + " "
        let guess = Self.signs.first { _, signs in signs.contains { text.contains(" \($0)") } }
        self = guess?.0 ?? .other
    }

    // In this order: "final onsite" is an onsite, "phone technical screen" a first call.
    private static let signs: [(StageKind, [String])] = [
        (.takeHome, ["take home", "takehome", "homework", "assignment", "work sample"]),
        (.phoneScreen, ["phone", "screen", "telephone", "intro", "first call", "recruiter"]),
        (.onsite, ["onsite", "on site", "visit", "loop", "super day", "superday"]),
        (
            .technical,
            ["tech", "cod", "system design", "architecture", "pair", "whiteboard", "engineering"]
        ),
        (.culture, ["cultur", "value", "behavio", "team fit", "meet the team"]),
        (.final, ["final", "last", "executive", "ceo", "founder", "bar raiser"]),
    ]
}
