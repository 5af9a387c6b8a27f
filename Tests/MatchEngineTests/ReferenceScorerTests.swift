import FoundationEssentials
import Testing

@testable import MatchEngine

@Suite struct ReferenceScorerTests {
    let small: Small
    init() throws { small = try Small() }

    private func scored(_ outcome: MatchOutcome) throws -> MatchScore {
        guard case .scored(let score) = outcome else {
            Issue.record("not scored: \(outcome)")
            throw InputError.unknown(.skills)
        }
        return score
    }

    @Test func `required counts 0.7 and nice 0.3, each by weight`() throws {
        let profile = try small.profile([small.held("React", .c4)])
        let assignment = try small.assignment(
            [small.asked("React", .c4, weight: 3), small.asked("Team Leadership", weight: 1)],
            nice: [small.asked("PostgreSQL")]
        )
        let skills = small.scorer().skills(of: profile, for: assignment, asOf: small.today)
        let adjacent = small.scorer().match(
            assignment.nice[0],
            in: profile,
            asOf: small.today
        )
        #expect(adjacent.isNear(0.1225, within: 5e-5))
        #expect(try #require(skills.value).isNear(0.7 * 0.75 + 0.3 * adjacent, within: 1e-12))
    }

    @Test func `one empty list leaves the other alone, two do not apply`() throws {
        let profile = try small.profile([small.held("React", .c4)])
        let scorer = small.scorer()
        let ask = try small.asked("React", .c5)
        let required = try small.assignment([ask])
        let nice = try small.assignment([], nice: [ask])
        let none = try small.assignment([])
        let alone = scorer.skills(of: profile, for: required, asOf: small.today)
        #expect(try #require(alone.value).isNear(0.8, within: 1e-9))
        #expect(scorer.skills(of: profile, for: nice, asOf: small.today) == alone)
        #expect(scorer.skills(of: profile, for: none, asOf: small.today) == .notApplicable)
    }

    @Test func `the best skill is the best of the whole product, not the nearest`() throws {
        let stale = LastUse.ended(Day(number: small.today.number - 3653))
        let profile = try small.profile([
            small.held("PostgreSQL", .c5, lastUse: stale), small.held("MySQL", .c3),
        ])
        let match = small.scorer().match(
            try small.asked("PostgreSQL"),
            in: profile,
            asOf: small.today
        )
        #expect(match.isNear(0.4966, within: 5e-5))
    }

    @Test func `all known components are weighed 0.55, 0.25 and 0.20`() throws {
        let values = [try Principle(.value, "innovation"), try Principle(.cause, "climate_action")]
        let eur = try CurrencyCode("EUR")
        let profile = try small.profile(
            [small.held("React", .c4)],
            principles: [values[0]],
            practical: PracticalProfile(target: try Pay(55_000, eur))
        )
        let assignment = try small.assignment(
            [small.asked("React", .c5)],
            principles: [AskedPrinciple(values[0], weight: 1.5), AskedPrinciple(values[1])],
            practical: PracticalTerms(mode: .remote, pay: try PayRange(50_000, 60_000, eur))
        )
        let outcome = small.scorer().outcome(of: profile, for: assignment, asOf: small.today)
        let score = try scored(outcome)
        #expect(score.value.isNear(0.55 * 0.8 + 0.25 * 0.6 + 0.20 * 0.5, within: 1e-9))
        #expect(score.confidence == 1)
    }

    @Test func `unknown parts leave the score and lower the confidence`() throws {
        let eur = try CurrencyCode("EUR")
        let profile = try small.profile(
            [small.held("React", .c5)],
            practical: PracticalProfile(target: try Pay(55_000, eur))
        )
        let assignment = try small.assignment(
            [small.asked("React", .c5)],
            principles: [AskedPrinciple(Principle(.value, "innovation"))],
            practical: PracticalTerms(
                mode: .remote,
                pay: try PayRange(50_000, 60_000, eur),
                offset: try UTCOffset(minutes: 60)
            )
        )
        let outcome = small.scorer().outcome(of: profile, for: assignment, asOf: small.today)
        let score = try scored(outcome)
        #expect(score.meaning == .unknown)
        #expect(score.value.isNear((0.55 + 0.2 * 0.5) / 0.75, within: 1e-9))
        // All of skills, none of meaning, 25 of 35 of practical.
        #expect(score.confidence.isNear(0.55 + 0.2 * 25 / 35, within: 1e-9))
    }

    @Test func `a profile without skills is insufficient data where skills are asked for`() throws {
        let eur = try CurrencyCode("EUR")
        let practical = PracticalProfile(target: try Pay(1, eur))
        let profile = try small.profile([], practical: practical)
        let terms = PracticalTerms(mode: .remote, pay: try PayRange(50_000, 60_000, eur))
        let scorer = small.scorer()
        let asking = try small.assignment([small.asked("React")], practical: terms)
        #expect(scorer.outcome(of: profile, for: asking, asOf: small.today) == .insufficientData)
        let open = try small.assignment([], practical: terms)
        #expect(try scored(scorer.outcome(of: profile, for: open, asOf: small.today)).value > 0.99)
        let nothing = try small.assignment([])
        #expect(scorer.outcome(of: profile, for: nothing, asOf: small.today) == .insufficientData)
    }

    @Test func `gates exclude with every reason, a hidden company always`() throws {
        let en = try LanguageCode("en")
        let policy = try ScoringPolicy.standard.changed(to: "none") { $0.gates = [] }
        let profile = try small.profile(
            [small.held("React")],
            practical: PracticalProfile(languages: [:]),
            hiddenFrom: [Small.organizationID]
        )
        let assignment = try small.assignment(
            [small.asked("React")],
            practical: PracticalTerms(mode: .remote, languages: [en: .b2])
        )
        let strict = small.scorer().outcome(of: profile, for: assignment, asOf: small.today)
        #expect(strict == .excluded([.language, .hiddenCompany]))
        let lax = small.scorer(policy).outcome(of: profile, for: assignment, asOf: small.today)
        #expect(lax == .excluded([.hiddenCompany]))
    }

    @Test func `equal scores are ordered by a digest of both ids`() throws {
        let one = TieBreak(assignment: Small.assignmentID, profile: Small.profileID)
        let other = TieBreak(assignment: Small.assignmentID, profile: Small.organizationID)
        #expect(one.digest.count == 32 && one != other)
        #expect((one < other) != (other < one))
    }
}
