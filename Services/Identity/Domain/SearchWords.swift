/// Text as the search sees it: words in lower case, without the marks on Latin letters, so that
/// "Åsa" is found by "asa".
struct SearchWords {
    /// More words of one record are not found; they are those at the end of its longest lists.
    static let wordsMax = 400
    /// More words in one question narrow nothing down.
    static let queryWordsMax = 8
    /// Longer words are found by their beginnings.
    static let wordLengthMax = 40

    /// The different words, in the order in which they came.
    private(set) var words: [String] = []
    private var known: Set<String> = []

    /// No words yet.
    init() {}

    /// The words of what somebody searches for.
    static func query(_ text: String) -> [String] {
        var words = SearchWords()
        words.add(text)
        return Array(words.words.prefix(queryWordsMax))
    }

    /// Adds the words of a text.
    mutating func add(_ text: String?) {
        guard let text else { return }
        var word = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            if let plain = Self.plain(scalar) {
                word.append(contentsOf: plain.unicodeScalars)
            } else if Self.belongs(scalar, to: word) {
                word.append(scalar)
            } else if !Self.joins(scalar) {
                take(&word)
            }
        }
        take(&word)
    }

    private mutating func take(_ word: inout String.UnicodeScalarView) {
        let text = String(String.UnicodeScalarView(word.prefix(Self.wordLengthMax)))
        word = String.UnicodeScalarView()
        guard !text.isEmpty, words.count < Self.wordsMax, known.insert(text).inserted else {
            return
        }
        words.append(text)
    }

    /// Letters, digits, and the signs that C, C++ and C# are told apart by.
    private static func belongs(
        _ scalar: Unicode.Scalar,
        to word: String.UnicodeScalarView
    ) -> Bool {
        if scalar == "+" || scalar == "#" { return !word.isEmpty }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// Apostrophes and loose accents do not part a word: O'Neill is found by "oneill".
    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "'" || scalar == "\u{2019}"
            || scalar.properties.generalCategory == .nonspacingMark
    }

    /// What a marked Latin letter is without its mark; `nil` for others.
    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        guard 0xDF...0x17F ~= scalar.value else { return nil }
        return table[scalar]
    }

    private static let table: [Unicode.Scalar: String] = {
        let letters = [
            "a": "àáâãäåāăą", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ",
            "i": "ìíîïĩīĭįı", "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŉŋ", "o": "òóôõöøōŏő",
            "r": "ŕŗř", "s": "śŝşšſ", "t": "ţťŧ", "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ",
            "z": "źżž", "ss": "ß", "ae": "æ", "oe": "œ", "th": "þ", "ij": "ĳ",
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (plain, marked) in letters {
            for scalar in marked.unicodeScalars { table[scalar] = plain }
        }
        return table
    }()
}
