import Contract
import Vocabulary

/// What feedback returns to: phrases of one or two words that stand in several stages' notes.
enum FeedbackThemes {
    /// What one stage's notes say.
    struct Note: Sendable {
        let stage: StageID
        let text: String
    }

    static let themesMax = 10
    static let examplesMax = 3
    /// A phrase of one note is nobody's theme.
    private static let countMin = 2

    /// The most frequent phrases, each counted once a stage.
    static func themes(of notes: [Note]) -> [FeedbackTheme] {
        var stages: [String: [StageID]] = [:]
        for note in notes {
            for phrase in phrases(of: note.text) { stages[phrase, default: []].append(note.stage) }
        }
        let frequent = stages.filter { $0.value.count >= countMin }
        // A word that is always part of the same pair says less than the pair.
        let pairs = frequent.filter { $0.key.contains(" ") }
        let absorbed = Set(
            pairs.flatMap { pair, stages in
                pair.split(separator: " ").map(String.init).filter {
                    frequent[$0]?.count == stages.count
                }
            }
        )
        return frequent.filter { !absorbed.contains($0.key) }
            .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            .prefix(themesMax)
            .map { phrase, stages in
                FeedbackTheme(
                    phrase: phrase,
                    count: stages.count,
                    stageIDs: Array(stages.prefix(examplesMax))
                )
            }
    }

    /// The words of a text that mean something, and pairs of neighbours among them.
    static func phrases(of text: String) -> Set<String> {
        var phrases: Set<String> = []
        var last: String?
        // By scalars: splitting by characters takes five times as long.
        var word = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars + ["."] {
            if isOfWord(scalar) {
                word.append(scalar)
                continue
            }
            if !word.isEmpty {
                let ended = String(word)
                let says = word.count > 2 && !fillers.contains(ended)
                if says {
                    phrases.insert(ended)
                    if let last { phrases.insert("\(last) \(ended)") }
                }
                last = says ? ended : nil
                word.removeAll(keepingCapacity: true)
            }
            if endsOfSentences.contains(scalar) { last = nil }
        }
        return phrases
    }

    private static let endsOfSentences = Set(".,;:!?()\n\"".unicodeScalars)

    private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else {
            return "a"..."z" ~= scalar || "0"..."9" ~= scalar || scalar == "-"
        }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static let fillers = Set(
        """
        about above after again all also although always and any are asked because been before
        being between both but came can candidate could did does doing done down during each even
        every few for from further gave get good got had has have having her here hers him his how
        however interview into its just let like made make many may might more most much must
        nor not now off once one only other our out over own rather really said same seems she
        should show showed shows since some still such than that the their them then there these
        they thing this those though through too under until upon very was way well went were what
        when where which while who whom why will with would yes yet you your
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )
}
