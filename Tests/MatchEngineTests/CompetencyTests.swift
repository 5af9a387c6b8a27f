import Testing

@testable import MatchEngine

@Suite struct CompetencyTests {
    @Test(arguments: zip(Competency.allCases, [.c1, .c1, .c2, .c3, .c4] as [Competency]))
    func `one level below, but never below C1`(level: Competency, lowered: Competency) {
        #expect(level.lowered == lowered)
    }
}
