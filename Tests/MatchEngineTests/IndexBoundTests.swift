import Testing

@testable import MatchEngine
@testable import MatchPools

/// The law that pruning rests on: no bound lies below the exact score.
@Suite struct IndexBoundTests {
    @Test("Every first and every narrowed bound is at least the exact score", arguments: 0..<6)
    func bounds(seed: Int) throws {
        let world = try IndexWorld(seed: UInt64(seed))
        let profiles = try world.profiles(0..<2300, skills: 3...25)
        let index = try world.index(profiles, base: Day(number: 20_000 - Int32(seed) * 300))
        let byID = Dictionary(uniqueKeysWithValues: profiles.map { ($0.id, $0) })
        for number in 0..<3 {
            let assignment = try world.pool.assignment(number, requirements: 4 + 7 * number)
            for method in SearchMethod.allCases {
                var query = Query(
                    assignment,
                    limit: 5,
                    asOf: PoolGenerator.today,
                    space: index.space,
                    rules: world.rules
                )
                var scratch = SearchScratch()
                for slot in index.epoch.slots {
                    var search = SegmentSearch(slot, query, space: index.space)
                    search.bound(&query, method: method, scratch: &scratch)
                    for row in 0..<slot.segment.rowCount {
                        let profile = try #require(byID[slot.segment.cold.id(row)])
                        let outcome = world.rules.outcome(
                            of: profile,
                            for: assignment,
                            asOf: PoolGenerator.today
                        )
                        guard case .scored(let score) = outcome else { continue }
                        let bound = BoundScale.score(Int(scratch.bounds[row]))
                        #expect(bound >= score.value)
                        scratch.survivors.removeAll()
                        scratch.visited = [
                            Candidate(
                                row: UInt16(row),
                                bound: scratch.bounds[row],
                                skills: scratch.skills[row],
                                meaning: scratch.meaning[row]
                            )
                        ]
                        search.narrow(&query, &scratch)
                        let narrowed = try #require(scratch.survivors.first)
                        #expect(narrowed.bound >= score.value)
                        // A bound far above every score would satisfy the law and prune nothing.
                        #expect(narrowed.bound < score.value + 0.2)
                    }
                }
            }
        }
    }

    @Test("Packed quality, decayed to any day, is never below the exact quality")
    func quality() throws {
        let policy = ScoringPolicy.standard
        var random = PoolRandom(seed: 4)
        for _ in 0..<20_000 {
            let base = Day(number: Int32(18_000 + random.below(4000)))
            let asOf = Day(number: Int32(18_000 + random.below(4000)))
            let ended = Day(number: Int32(15_000 + random.below(8000)))
            let skill = try CandidateSkill(
                skill: SkillID(rawValue: UInt32(random.below(16_384))),
                level: Competency.allCases[random.below(5)],
                proofs: Proofs(
                    peer: UInt16(random.below(65_536)),
                    employer: UInt16(random.below(4))
                ),
                lastUse: [.ongoing, .undated, .ended(ended), .ended(ended)][random.below(4)],
                impact: random.unit()
            )
            let scale = SkillQuality(policy: policy, base: base)
            let exact = policy.quality(of: skill, asOf: asOf)
            let narrow = scale.pack(skill, as: UInt32.self)
            let wide = scale.pack(skill, as: UInt64.self)
            #expect(narrow.skill == Int(skill.skill.rawValue))
            #expect(narrow.level == Int(skill.level.rawValue))
            #expect(wide.skill == narrow.skill && wide.quality == narrow.quality)
            #expect(wide.grade == narrow.grade && wide.decays == narrow.decays)
            let decay = narrow.decays ? scale.decay(on: asOf) : 1
            let packed = Double(narrow.quality) / Double(SkillQuality.scale)
            #expect(min(1, packed * decay) >= exact)
            let step = Int(narrow.grade) % GradeScale.steps
            #expect(GradeScale.highestQuality(in: step) >= narrow.quality)
            #expect(Int(narrow.grade) / 50 == narrow.level - 1)
        }
    }

    @Test("Every quality falls into the step whose highest quality bounds it, tightly")
    func grades() {
        for quality in 0...SkillQuality.scale {
            let word = UInt32.init(
                skill: 1,
                level: Competency.c3,
                quality: UInt16(quality),
                steady: true,
                undated: false
            )
            let step = Int(word.grade) - 100
            #expect((0..<25).contains(step))
            #expect(GradeScale.highestQuality(in: step) >= quality)
            #expect(GradeScale.highestQuality(in: step) < quality + 8192 / 25 + 1)
        }
    }
}
