import Testing

@testable import MatchEngine

@Suite struct ExplanationPropertyTests {
    static let pairs = 600

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `an explanation's score is the reference's, to the bit`(seed: UInt64) throws {
        var pairs = try RandomPairs(seed: seed)
        var verdicts: Set<String> = []
        for _ in 0..<Self.pairs {
            let (profile, assignment) = (try pairs.profile(), try pairs.assignment())
            let outcome = pairs.scorer.outcome(of: profile, for: assignment, asOf: pairs.today)
            let explanation = try #require(
                pairs.explainer.forOrganization(profile, assignment, asOf: pairs.today)
            )
            switch (outcome, explanation.verdict) {
            case (.scored(let score), .match(let match)):
                #expect(score.value.bitPattern == match.score.bitPattern)
                #expect(score.confidence.bitPattern == match.confidence.bitPattern)
                verdicts.insert("match")
            case (.excluded(let gates), .excluded(let shown)):
                #expect(gates == Set(shown))
                verdicts.insert("excluded")
            case (.insufficientData, .insufficientData): verdicts.insert("insufficient")
            case _: Issue.record("\(outcome) explained as \(explanation.verdict)")
            }
        }
        #expect(verdicts.count == 3)
    }

    @Test func `contributions sum to the score, and parts to their component`() throws {
        var pairs = try RandomPairs(seed: 11)
        var seen = 0
        for _ in 0..<Self.pairs {
            let explanation = try pairs.explainer.forOrganization(
                pairs.profile(),
                pairs.assignment(),
                asOf: pairs.today
            )
            guard case .match(let match) = explanation?.verdict else { continue }
            seen += 1
            let lines = [match.skills.line, match.meaning.line, match.practical.line]
            let sum = lines.reduce(0) { $0 + $1.contribution }
            #expect(sum.isNear(match.score, within: 1e-12))
            let requirements = match.skills.requirements.reduce(0) { $0 + $1.contribution }
            #expect(requirements.isNear(match.skills.line.contribution, within: 1e-12))
            let parts = match.practical.parts.reduce(0) { $0 + $1.contribution }
            #expect(parts.isNear(match.practical.line.contribution, within: 1e-12))
            #expect((0...1).contains(match.score) && (0...1).contains(match.confidence))
        }
        #expect(seen > Self.pairs / 3)
    }

    @Test func `a requirement's factors multiply to what the reference gives it`() throws {
        var pairs = try RandomPairs(seed: 12)
        var seen = 0
        for _ in 0..<300 {
            let (profile, assignment) = (try pairs.profile(), try pairs.assignment())
            let explanation = pairs.explainer.forOrganization(
                profile,
                assignment,
                asOf: pairs.today
            )
            guard case .match(let match) = explanation?.verdict else { continue }
            for (line, asked) in zip(match.skills.requirements, assignment.required) {
                let best = pairs.scorer.match(asked, in: profile, asOf: pairs.today)
                #expect((line.served?.match ?? 0).bitPattern == best.bitPattern)
                seen += 1
            }
        }
        #expect(seen > 250)
    }

    @Test func `applying a suggestion gives the promised score, to the bit`() throws {
        var pairs = try RandomPairs(seed: 13)
        var kinds: Set<Suggestion.Kind> = []
        for _ in 0..<300 {
            let (profile, assignment) = (try pairs.profile(), try pairs.assignment())
            let explanation = pairs.explainer.forOrganization(
                profile,
                assignment,
                asOf: pairs.today
            )
            guard case .match(let match) = explanation?.verdict else { continue }
            try pairs.expectPromises(match.suggestions, profile, assignment, match.score)
            kinds.formUnion(match.suggestions.map(\.kind))
        }
        #expect(kinds == Set(Suggestion.Kind.allCases))
    }

    @Test func `a candidate's suggestions keep their promise on what is shown`() throws {
        var pairs = try RandomPairs(seed: 14)
        var seen = 0
        for _ in 0..<300 {
            let (profile, assignment) = (try pairs.profile(), try pairs.assignment(hidden: 30))
            let explanation = pairs.explainer.forCandidate(profile, assignment, asOf: pairs.today)
            guard case .match(let match) = explanation?.verdict else { continue }
            let shown = ShownAssignment(assignment, policy: .standard).scored
            try pairs.expectPromises(match.suggestions, profile, shown, match.score)
            seen += match.suggestions.count
        }
        #expect(seen > 250)
    }

    @Test func `suggestions come largest first and are worth half a point`() throws {
        var pairs = try RandomPairs(seed: 15)
        for _ in 0..<300 {
            let explanation = try pairs.explainer.forOrganization(
                pairs.profile(),
                pairs.assignment(),
                asOf: pairs.today
            )
            guard case .match(let match) = explanation?.verdict else { continue }
            let deltas = match.suggestions.map(\.confident.delta)
            #expect(deltas == deltas.sorted(by: >))
            #expect(deltas.allSatisfy { $0 >= 0.005 })
            #expect(match.suggestions.allSatisfy { $0.cautious.delta <= $0.confident.delta })
        }
    }

    @Test func `ranks count the others that score higher`() throws {
        var pairs = try RandomPairs(seed: 17)
        let others = (0..<200).map { Double(200 - $0) / 200 }
        var moved = 0
        for _ in 0..<100 {
            let explanation = try pairs.explainer.forOrganization(
                pairs.profile(),
                pairs.assignment(),
                asOf: pairs.today,
                among: others
            )
            guard case .match(let match) = explanation?.verdict else { continue }
            for promise in match.suggestions.flatMap({ [$0.cautious, $0.confident] }) {
                let rank = try #require(promise.rank)
                #expect(rank.before == others.count { $0 > match.score } + 1)
                #expect(rank.after == others.count { $0 > promise.score } + 1)
                if rank.after < rank.before { moved += 1 }
            }
        }
        #expect(moved > 50)
    }

    @Test func `the same inputs give the same bytes, others another hash`() throws {
        var pairs = try RandomPairs(seed: 16)
        var hashes: Set<String> = []
        for _ in 0..<200 {
            let (profile, assignment) = (try pairs.profile(), try pairs.assignment(hidden: 20))
            let one = pairs.explainer.forOrganization(profile, assignment, asOf: pairs.today)
            let again = pairs.explainer.forOrganization(profile, assignment, asOf: pairs.today)
            #expect(one?.canonicalJSON == again?.canonicalJSON)
            hashes.insert(try #require(one).pins.inputs)
        }
        #expect(hashes.count == 200)
    }
}

extension RandomPairs {
    var scorer: ReferenceScorer { ReferenceScorer(taxonomy: taxonomy, rates: rates) }
    var explainer: Explainer { Explainer(taxonomy: taxonomy, rates: rates) }

    /// Applies each change and scores it from nothing.
    func expectPromises(
        _ suggestions: [Suggestion],
        _ profile: Profile,
        _ assignment: Assignment,
        _ now: Double
    ) throws {
        for promise in suggestions.flatMap({ [$0.cautious, $0.confident] }) {
            let changed = try promise.change.applied(to: profile)
            let outcome = scorer.outcome(of: changed, for: assignment, asOf: today)
            guard case .scored(let score) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
            #expect(score.value.bitPattern == promise.score.bitPattern)
            #expect((score.value - now).bitPattern == promise.delta.bitPattern)
        }
    }
}
