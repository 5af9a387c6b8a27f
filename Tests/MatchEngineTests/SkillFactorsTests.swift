import Testing

@testable import MatchEngine

@Suite struct SkillFactorsTests {
    let small: Small
    init() throws { small = try Small() }

    @Test(
        arguments: [
            (0, 1), (-30, 1),
            // Six, twelve and twenty-four months of 30.4375 days, rounded to days.
            (183, 0.71), (365, 0.5), (731, 0.25),
        ]
    )
    func `recency halves in twelve months and a future end is now`(days: Int32, expected: Double) {
        let end = Day(number: small.today.number - days)
        let recency = ScoringPolicy.standard.recency(of: .ended(end), asOf: small.today)
        #expect(recency.isNear(expected, within: 5e-3))
    }

    @Test func `ongoing is fresh and undated is half`() {
        let policy = ScoringPolicy.standard
        #expect(policy.recency(of: .ongoing, asOf: small.today) == 1)
        #expect(policy.recency(of: .undated, asOf: small.today) == 0.5)
    }

    @Test func `the latest use counts whatever gives it`() {
        let early = LastUse.ended(Day(number: 10))
        let late = LastUse.ended(Day(number: 20))
        #expect(LastUse.latest([.undated, late, early]) == late)
        #expect(LastUse.latest([late, .ongoing, .undated]) == .ongoing)
        #expect(LastUse.latest([]) == .undated)
    }

    @Test(
        arguments: [
            (Proofs(), 0),
            (Proofs(peer: 1), 0.118),
            (Proofs(employer: 1), 0.1967),
            (Proofs(published: 1), 0.0787),
            (Proofs(peer: 2, employer: 3, published: 1), 0.6568),
            (Proofs(peer: 65_535, employer: 65_535, published: 65_535), 1),
        ] as [(Proofs, Double)]
    )
    func `evidence grows with each proof and saturates`(proofs: Proofs, expected: Double) {
        #expect(ScoringPolicy.standard.evidence(of: proofs).isNear(expected))
    }

    @Test func `the source's evidence of 0.78 cannot come of three verifications`() {
        let most = ScoringPolicy.standard.evidence(of: Proofs(employer: 3))
        #expect(most.isNear(0.3884))
        let all = ScoringPolicy.standard.evidence(of: Proofs(peer: 1, employer: 1, published: 1))
        #expect(all.isNear(0.3935))
    }

    @Test func `impact is the mean over projects`() throws {
        let uses = [
            try ProjectUse(contribution: 0.9, outcomeImpact: 0.85),
            try ProjectUse(contribution: 0.7, outcomeImpact: 0.6),
        ]
        #expect(try #require(ProjectUse.impact(of: uses)).isNear(0.593))
        #expect(ProjectUse.impact(of: []) == nil)
    }

    @Test(arguments: [(nil, 0.9), (0, 0.9), (0.85, 0.985), (1, 1)] as [(Double?, Double)])
    func `impact is a slight boost`(impact: Double?, expected: Double) {
        #expect(ScoringPolicy.standard.raisedImpact(impact).isNear(expected, within: 1e-12))
    }

    @Test func `a floor of 0 is the literal source formula`() throws {
        let literal = try ScoringPolicy.standard.changed(to: "f0") { $0.evidenceFloor = 0 }
        #expect(literal.raisedEvidence(0.78) == 0.78)
        #expect(ScoringPolicy.standard.raisedEvidence(0.78).isNear(0.89, within: 1e-12))
        #expect(ScoringPolicy.standard.raisedEvidence(0) == 0.5)
    }

    @Test func `the source's worked example gives its 0.40`() throws {
        let policy = ScoringPolicy.standard
        let factors = SkillFactors(
            adjacency: small.taxonomy.adjacency(
                required: try small.skill("Container Orchestration"),
                candidate: try small.skill("Kubernetes"),
                policy: policy
            ),
            level: policy.level(.c4, for: .c4),
            recency: policy.recency(
                of: .ended(Day(number: small.today.number - 42)),
                asOf: small.today
            ),
            evidence: policy.raisedEvidence(0.78),
            impact: policy.raisedImpact(0.85)
        )
        #expect(factors.adjacency.isNear(0.4966, within: 5e-5))
        #expect(factors.product.isNear(0.40, within: 5e-3))
    }

    @Test(arguments: Competency.allCases)
    func `level is what is held of what is asked, at most all`(asked: Competency) {
        for held in Competency.allCases {
            let expected = held >= asked ? 1 : Double(held.rawValue) / Double(asked.rawValue)
            #expect(ScoringPolicy.standard.level(held, for: asked) == expected)
        }
    }
}
