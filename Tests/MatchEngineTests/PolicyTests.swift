import Testing

@testable import MatchEngine

@Suite struct PolicyTests {
    @Test func `the standard policy keeps its own rules`() throws {
        #expect(throws: Never.self) {
            try ScoringPolicy(version: "1", settings: ScoringPolicy.Settings())
        }
        let weights = ScoringPolicy.standard.settings.practical
        let sum =
            weights.compensation + weights.availability + weights.timezone + weights.location
            + weights.language + weights.workAuthorization + weights.benefits
        #expect(sum == 105)
    }

    static let broken: [(String, @Sendable (inout ScoringPolicy.Settings) -> Void)] = [
        ("a component above 0.6", { $0.weights.skills = 0.7 }),
        ("a component without weight", { $0.weights.meaning = 0 }),
        ("shares that do not add up to 1", { $0.requiredShare = 0.8 }),
        ("benefits that do not add up to 1", { $0.preferredBenefits = 0.3 }),
        ("no decay of adjacency", { $0.adjacencyDecay = 0 }),
        ("a negative decay of recency", { $0.recencyDecay = -0.1 }),
        ("undated above 1", { $0.undatedRecency = 1.1 }),
        ("impact above 1", { $0.impactBase = 0.95 }),
        ("evidence above 1", { $0.evidence.employer = 0.6 }),
        ("a practical weight that is not a number", { $0.practical.language = .nan }),
        ("no working hours", { $0.workingHours = 0 }),
        ("infinite steepness", { $0.compensationSteepness = .infinity }),
    ]

    @Test(arguments: broken.indices)
    func `a policy out of range is refused`(index: Int) {
        let (name, change) = Self.broken[index]
        #expect(throws: InputError.outOfRange(.policy), "\(name)") {
            try ScoringPolicy.standard.changed(to: "broken", change)
        }
    }

    @Test func `lists beyond their limits are refused`() throws {
        let small = try Small()
        let tags = Set((0...EngineLimits.tagsMax).map { "b\($0)" })
        #expect(throws: InputError.tooMany(.benefits)) {
            try small.profile(
                [],
                practical: PracticalProfile(benefits: BenefitWishes(required: tags))
            )
        }
        #expect(throws: InputError.tooMany(.benefits)) {
            try small.assignment([], practical: PracticalTerms(mode: .remote, benefits: tags))
        }
        #expect(throws: InputError.malformed(.benefits)) {
            try small.assignment([], practical: PracticalTerms(mode: .remote, benefits: ["Gym"]))
        }
        #expect(throws: InputError.duplicate(.skills)) {
            try small.profile([small.held("React"), small.held("React")])
        }
        #expect(throws: InputError.duplicate(.requirements)) {
            try small.assignment([small.asked("React"), small.asked("React")])
        }
        let all = small.taxonomy.skills.indices.map { SkillID(rawValue: UInt32($0)) }
        let many = try (0..<5).flatMap { _ in try all.map { try Requirement(skill: $0, level: .c1) }
        }
        #expect(throws: InputError.tooMany(.requirements)) { try small.assignment(many) }
        #expect(throws: InputError.outOfRange(.weight)) {
            try Requirement(skill: all[0], level: .c1, weight: 0)
        }
        #expect(throws: InputError.outOfRange(.amount)) {
            try PayRange(60_000, 50_000, CurrencyCode("EUR"))
        }
        #expect(throws: InputError.outOfRange(.offset)) { try UTCOffset(minutes: 50) }
    }

    @Test(arguments: ["EUR", "USD", "AAA", "ZZZ"])
    func `currencies print as they are read`(code: String) throws {
        #expect(try CurrencyCode(code).description == code)
    }

    @Test(arguments: ["en", "sv", "yue", "aa", "zzz"])
    func `languages print as they are read`(code: String) throws {
        #expect(try LanguageCode(code).description == code)
    }

    @Test(arguments: ["eur", "EU", "EURO", "E1R", "", "ÉUR"])
    func `other text is not a currency`(text: String) {
        #expect(throws: InputError.malformed(.currency)) { try CurrencyCode(text) }
    }
}
