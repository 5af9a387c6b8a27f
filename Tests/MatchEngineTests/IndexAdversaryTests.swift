import FoundationEssentials
import MatchEngine
import MatchPools
import Testing

/// Pools made to mislead bounds, ties and packed fields.
@Suite struct IndexAdversaryTests {
    /// Compares every method with the reference for several limits.
    private func check(
        _ world: IndexWorld,
        _ profiles: [Profile],
        _ assignment: Assignment,
        limits: [Int] = [1, 10, 5000],
        base: Day = PoolGenerator.today,
        asOf: Day = PoolGenerator.today,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let view = try world.index(profiles, base: base).view
        for method in SearchMethod.allCases {
            for limit in limits {
                let ranking = try view.search(
                    assignment,
                    limit: limit,
                    asOf: asOf,
                    method: method
                )
                let wanted = world.ranking(profiles, assignment, limit: limit, asOf: asOf)
                #expect(ranking.matches == wanted, sourceLocation: location)
                #expect(ranking.certificate.holds, sourceLocation: location)
            }
        }
    }

    @Test("An empty pool gives an empty ranking that is certified")
    func nobody() throws {
        let world = try IndexWorld()
        try check(world, [], try world.pool.assignment(0))
    }

    @Test("Among equals the digest decides, also on the last place")
    func equals() throws {
        let world = try IndexWorld()
        let model = try world.pool.profile(3)
        let profiles = try (0..<3000).map { _ in
            try Profile(
                id: UUID(),
                skills: model.skills,
                mission: model.mission,
                vision: model.vision,
                principles: model.principles,
                practical: model.practical
            )
        }
        try check(world, profiles, try world.pool.assignment(1))
    }

    @Test("Nobody has a skill that is near: all scores come from elsewhere, or are 0")
    func zeros() throws {
        let world = try IndexWorld()
        let skill = SkillID(rawValue: 0)
        let far = world.pool.taxonomy.skills.indices.map { SkillID(rawValue: UInt32($0)) }.filter {
            world.pool.taxonomy.adjacency(required: skill, candidate: $0, policy: .standard) == 0
        }
        let profiles = try (0..<2500).map { number in
            try Profile(
                id: UUID(),
                skills: [try CandidateSkill(skill: far[number % far.count], level: .c5)]
            )
        }
        let assignment = try Assignment(
            id: UUID(),
            organization: UUID(),
            required: [try Requirement(skill: skill, level: .c1)],
            practical: PracticalTerms(mode: .remote)
        )
        try check(world, profiles, assignment)
    }

    @Test(
        "One requirement to sixty-four, all required or all nice",
        arguments: [1, 16, 17, 40, 64]
    )
    func requirementCounts(count: Int) throws {
        let world = try IndexWorld()
        let profiles = try world.profiles(0..<2200, skills: 3...20)
        let asked = try world.pool.assignment(2, requirements: count)
        #expect(asked.required.count + asked.nice.count == count)
        try check(world, profiles, asked, limits: [10])
        let nice = try Assignment(
            id: asked.id,
            organization: asked.organization,
            required: [],
            nice: asked.required,
            practical: asked.practical
        )
        try check(world, profiles, nice, limits: [10])
    }

    @Test("Assignments that ask for no skill, for nothing of meaning, for nothing at all")
    func sparseAssignments() throws {
        let world = try IndexWorld()
        var profiles = try world.profiles(0..<2100)
        for number in 0..<200 {
            profiles[number] = try Profile(id: profiles[number].id, skills: [])
            profiles[number].practical.languages = [:]
        }
        let full = try world.pool.assignment(5, requirements: 4)
        let noSkills = try Assignment(
            id: full.id,
            organization: full.organization,
            required: [],
            mission: full.mission,
            principles: full.principles,
            practical: full.practical
        )
        let noMeaning = try Assignment(
            id: full.id,
            organization: full.organization,
            required: full.required,
            practical: full.practical
        )
        let nothing = try Assignment(
            id: full.id,
            organization: full.organization,
            required: [],
            practical: PracticalTerms(mode: .remote)
        )
        for assignment in [full, noSkills, noMeaning, nothing] {
            try check(world, profiles, assignment, limits: [1, 50])
        }
    }

    @Test("Counts beyond any packed field, future and undated skills, extreme days and levels")
    func extremes() throws {
        let world = try IndexWorld()
        var random = PoolRandom(seed: 9)
        let days: [Int32] = [-719_000, 0, 19_000, 19_999, 20_000, 20_001, 25_000, 2_000_000]
        let profiles = try (0..<2100).map { _ in
            var skills: [CandidateSkill] = []
            for skill in 0..<UInt32(8) {
                let uses: [LastUse] = [
                    .ongoing, .undated, .ended(Day(number: days[random.below(days.count)])),
                ]
                let counts: [UInt16] = [0, 1, 40, 65_535]
                skills.append(
                    try CandidateSkill(
                        skill: SkillID(rawValue: skill * 7 + UInt32(random.below(7))),
                        level: Competency.allCases[random.below(5)],
                        proofs: Proofs(
                            peer: counts[random.below(4)],
                            employer: counts[random.below(4)],
                            published: counts[random.below(4)]
                        ),
                        lastUse: uses[random.below(3)],
                        impact: [nil, 0, 1][random.below(3)]
                    )
                )
            }
            return try Profile(id: UUID(), skills: skills)
        }
        let assignment = try world.pool.assignment(4, requirements: 6)
        for (base, asOf) in [
            (20_000, 20_000), (20_000, 19_500), (20_000, 24_000), (0, 20_000), (24_000, 20_000),
        ] as [(Int32, Int32)] {
            try check(
                world,
                profiles,
                assignment,
                limits: [10],
                base: Day(number: base),
                asOf: Day(number: asOf)
            )
        }
    }

    @Test("Dense and signed vectors, of several encoders and sizes")
    func vectors() throws {
        let world = try IndexWorld()
        var random = PoolRandom(seed: 3)
        func vector(_ dimension: Int, _ encoder: UInt32) throws -> TextVector {
            try TextVector(
                (0..<dimension).map { _ in Float(random.unit() - 0.4) },
                encoder: EncoderID(rawValue: encoder)
            )
        }
        var profiles = try world.profiles(0..<2100)
        for number in profiles.indices {
            profiles[number].mission = try vector([8, 1024, 64][number % 3], UInt32(number % 2))
            profiles[number].vision = number % 5 == 0 ? nil : try vector(64, UInt32(number % 4))
        }
        var assignment = try world.pool.assignment(6, requirements: 3)
        for (dimension, encoder) in [(8, 0), (1024, 1), (64, 0), (64, 9)] as [(Int, UInt32)] {
            assignment.mission = try vector(dimension, encoder)
            assignment.vision = try vector(64, 3)
            try check(world, profiles, assignment, limits: [10])
        }
    }

    @Test("Policies at the ends of their ranges", arguments: 0..<5)
    func policies(number: Int) throws {
        let policy = try ScoringPolicy.standard.changed(to: "test-\(number)") {
            switch number {
            case 0: $0.gates = Set(ScoringPolicy.OptionalGate.allCases)
            case 1:
                $0.evidenceFloor = 0
                $0.undatedRecency = 1
            case 2:
                $0.recencyDecay = 0
                $0.gates = []
            case 3:
                $0.adjacencyDecay = 1e-3
                $0.edgesAreSymmetric = false
            case _:
                $0.adjacencyDecay = 50
                $0.recencyDecay = 10
                $0.compensationCurve = .plateau
            }
        }
        let world = try IndexWorld(policy: policy)
        let profiles = try world.profiles(0..<2100)
        try check(world, profiles, try world.pool.assignment(7, requirements: 8), limits: [10])
    }

    @Test("A taxonomy beyond 16 384 skills takes the wider word")
    func wide() throws {
        let world = try IndexWorld(skills: 20_000, seed: 2)
        let profiles = try world.profiles(0..<2100)
        for number in 0..<3 {
            let assignment = try world.pool.assignment(number, requirements: 8)
            try check(world, profiles, assignment, limits: [10])
        }
    }

    @Test("More different edges than adjacency classes")
    func edges() throws {
        var skills: [Skill] = []
        for number in 1...UInt16(700) {
            skills.append(
                Skill(code: try SkillCode(group: try GroupCode(1, 1, 1), number: number), name: "s")
            )
        }
        var edges: [SkillEdge] = []
        for number in 1..<700 {
            edges.append(
                try SkillEdge(
                    from: skills[0].code,
                    to: skills[number].code,
                    kind: .relatedTo,
                    distance: 1,
                    strength: Double(number) / 700
                )
            )
        }
        let groups = try ["01", "01.01", "01.01.01"].map {
            SkillGroup(code: try GroupCode($0), name: $0)
        }
        let taxonomy = try Taxonomy(version: "e", groups: groups, skills: skills, edges: edges)
        let base = try IndexWorld()
        let rules = ReferenceScorer(taxonomy: taxonomy, rates: base.rules.rates)
        let world = IndexWorld(pool: base.pool, rules: rules)
        let profiles = try (0..<2100).map { number in
            let skill = SkillID(rawValue: UInt32(number * 7 % 700))
            return try Profile(
                id: UUID(),
                skills: [try CandidateSkill(skill: skill, level: .c3)]
            )
        }
        let assignment = try Assignment(
            id: UUID(),
            organization: UUID(),
            required: [try Requirement(skill: SkillID(rawValue: 0), level: .c4)],
            practical: PracticalTerms(mode: .remote)
        )
        try check(world, profiles, assignment)
    }
}
