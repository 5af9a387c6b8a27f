import Contract
import Testing
import Vocabulary

@testable import interviews

@Suite("Words are understood")
struct WordTests {
    @Test(
        "a stage's kind is told from its name, and no name makes it an offer",
        arguments: [
            ("Phone screen", .phoneScreen), ("Recruiter intro", .phoneScreen),
            ("TECHNICAL interview", .technical), ("Live coding", .technical),
            ("System design", .technical), ("Take-home assignment", .takeHome),
            ("Onsite", .onsite), ("On-site visit", .onsite), ("Culture & values", .culture),
            ("Behavioural", .culture), ("Final round", .final), ("Lunch", .other),
            ("Offer", .other), ("Offer call", .other),
        ] as [(String, StageKind)]
    )
    func kinds(name: String, kind: StageKind) {
        #expect(StageKind(guessedFrom: name) == kind)
    }

    @Test("names are compared without case and surrounding space")
    func names() {
        #expect(NameKey.key(of: "  Acme \t Inc. ") == "acme inc.")
        #expect(NameID.of(" ACME") == NameID.of("acme"))
        // An accent may be part of its letter, or follow it; keys are compared byte by byte.
        for name in ["Caf\u{E9}", "Cafe\u{301}", "CAFE\u{301}", "CAF\u{C9}"] {
            #expect(Array(NameKey.key(of: name).utf8) == Array("caf\u{E9}".utf8))
            #expect(NameID.of(name) == NameID.of("caf\u{E9}"))
            #expect(NameKey.searchWords(of: [name])[0].utf8.count == 5)
        }
        // What is not blank does not become so.
        #expect(" \u{301}".trimmed == "\u{301}" && "\u{2003}a b\n".trimmed == "a b")
        #expect(NameID.of("acme") != NameID.of("acne"))
        #expect(NameID.of(nil) == .none)
        // FNV-1a of 128 bits, as its authors publish it.
        #expect(NameID.of("a").description == "d228cb69-6f1a-8caf-7891-2b704e4a8964")
        #expect(
            NameKey.searchWords(of: ["Acme, Inc.", "Chief  acme"]) == ["acme", "inc", "chief"]
        )
    }

    @Test("themes are phrases of several notes, pairs before their words")
    func themes() {
        let texts = [
            "Solid system design. Could explain trade-offs.", "System design was solid!",
            "Weak on system design; strong communicator.", "Strong communicator.",
        ]
        let notes = texts.enumerated().map { index, text in
            FeedbackThemes.Note(stage: .number(UInt64(index + 1)), text: text)
        }
        let themes = FeedbackThemes.themes(of: notes)
        #expect(themes.map(\.phrase) == ["system design", "solid", "strong communicator"])
        #expect(themes.map(\.count) == [3, 2, 2])
        #expect(themes[0].stageIDs == [.number(1), .number(2), .number(3)])
        #expect(FeedbackThemes.themes(of: []).isEmpty)
    }

    @Test("the workflow has every state once, and ends lead nowhere by themselves but to an offer")
    func workflow() {
        let workflow = StatusGraph.workflow
        #expect(workflow.states.map(\.status) == InterviewStatus.allCases)
        for state in workflow.states where state.isTerminal {
            #expect(state.next == (state.status == .offerDeclined ? [.offerExtended] : []))
            #expect(!state.reopensTo.isEmpty)
        }
        // Whatever is not an end can come to any end, but to a declined offer without an offer.
        for state in workflow.states where !state.isTerminal {
            #expect(state.next.contains(.roleClosed) && state.next.contains(.candidateWithdrew))
            #expect(state.next.contains(.offerDeclined) == (state.status == .offerExtended))
        }
    }
}
