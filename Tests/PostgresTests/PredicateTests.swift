import Testing

@testable import TestKit

@Suite("The linter takes a plan's conditions apart as the server prints them")
struct PredicateTests {
    @Test(
        "a condition is cut at its outermost ANDs only",
        arguments: [
            ("(t.a = 1)", ["t.a = 1"]),
            ("((t.a = 1) AND (t.b = 2))", ["t.a = 1", "t.b = 2"]),
            (
                "((t.a = 1) AND ((t.b = 2) OR ((t.c = 3) AND t.d)))",
                ["t.a = 1", "(t.b = 2) OR ((t.c = 3) AND t.d)"]
            ),
            (
                "((t.a = 'x AND (y'::text) AND (t.b ~~ '%)'::text))",
                ["t.a = 'x AND (y'::text", "t.b ~~ '%)'::text"]
            ),
            ("(lower(t.a) = 'it''s'::text)", ["lower(t.a) = 'it''s'::text"]),
        ]
    )
    func conjuncts(condition: String, parts: [String]) {
        #expect(Predicate.conjuncts(of: condition).map(\.text) == parts)
    }

    @Test(
        "a comparison is one bare column with something else",
        arguments: [
            ("t.a = 1", "a", "="), ("t.a >= ANY ('{1,2}'::integer[])", "a", ">="),
            ("(5)::numeric < t.a", "a", "<"), ("t.a IS NOT NULL", "a", "IS"), ("NOT t.a", "a", ""),
            ("t.a ~~* 'x AND y'::text", "a", "~~*"), ("lower(t.a) = 'x'::text", nil, nil),
            ("(t.a)::double precision = '2.5'::double precision", nil, nil),
            ("(t.a = 1) OR (t.b = 2)", nil, nil), ("u.a = 1", nil, nil), ("t.a = t.b", nil, nil),
        ]
    )
    func comparisons(text: String, column: String?, sign: String?) {
        let comparison = Predicate(text: text).comparison(of: "t")
        #expect(comparison?.column == column)
        #expect(comparison?.operator == sign)
    }
}
