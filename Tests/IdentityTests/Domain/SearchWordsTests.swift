import Testing

@testable import identity

@Suite("Text is searched by words in lower case, without marks on Latin letters")
struct SearchWordsTests {
    @Test(
        "words",
        arguments: [
            ("Åsa Öberg", ["asa", "oberg"]), ("O'Neill, Shaun", ["oneill", "shaun"]),
            ("C++, C# & C", ["c++", "c#", "c"]), ("Straße 12", ["strasse", "12"]),
            ("José María", ["jose", "maria"]), ("Jose\u{301}", ["jose"]),
            ("Łódź-Śródmieście", ["lodz", "srodmiescie"]), ("Þórður", ["thordur"]),
            ("Анна Иванова", ["анна", "иванова"]), ("田中 太郎", ["田中", "太郎"]),
            ("a.b_c", ["a", "b", "c"]), ("ada ADA Ada", ["ada"]), ("+ # - '", []), ("", []),
            ("İstanbul", ["istanbul"]),
        ]
    )
    func words(text: String, expected: [String]) {
        var words = SearchWords()
        words.add(text)
        #expect(words.words == expected)
    }

    @Test("a word is at most 40 letters, a record at most 400 words, a question at most 8")
    func bounds() {
        var words = SearchWords()
        words.add(String(repeating: "x", count: 100))
        words.add((0..<1_000).map(String.init).joined(separator: " "))
        words.add(nil)
        #expect(words.words.count == SearchWords.wordsMax)
        #expect(words.words[0].count == SearchWords.wordLengthMax)
        #expect(SearchWords.query((0..<99).map(String.init).joined(separator: " ")).count == 8)
    }
}
