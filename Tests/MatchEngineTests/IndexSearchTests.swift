import FoundationEssentials
import MatchEngine
import MatchPools
import Testing

@Suite struct IndexSearchTests {
    @Test("100 000 random pairs score to the last bit as the reference does, in its order")
    func pairs() throws {
        let world = try IndexWorld()
        let profiles = try world.profiles(0..<5000)
        let view = try world.index(profiles).view
        for number in 0..<20 {
            let assignment = try world.pool.assignment(number, requirements: 6)
            let wanted = world.ranking(profiles, assignment, limit: 5000)
            let ranking = try view.search(assignment, limit: 5000, asOf: PoolGenerator.today)
            #expect(ranking.matches == wanted)
            #expect(ranking.certificate.holds)
        }
    }

    @Test(
        "Both methods give the reference's first places",
        arguments: SearchMethod.allCases,
        [1, 7, 50]
    )
    func places(method: SearchMethod, limit: Int) throws {
        let world = try IndexWorld(skills: 2000, seed: 5)
        let profiles = try world.profiles(0..<4000, skills: 6...30)
        let view = try world.index(profiles).view
        for number in 0..<4 {
            let assignment = try world.pool.assignment(number)
            let ranking = try view.search(
                assignment,
                limit: limit,
                asOf: PoolGenerator.today,
                method: method
            )
            #expect(ranking.matches == world.ranking(profiles, assignment, limit: limit))
            let certificate = ranking.certificate
            #expect(certificate.holds)
            #expect(certificate.considered == profiles.count)
            #expect(certificate.threshold == ranking.matches.last?.score.value)
        }
    }

    @Test("A search prunes most of a pool")
    func prunes() throws {
        let world = try IndexWorld(skills: 2000, seed: 5)
        let view = try world.index(try world.profiles(0..<4000, skills: 6...30)).view
        let ranking = try view.search(
            try world.pool.assignment(1),
            limit: 5,
            asOf: PoolGenerator.today
        )
        #expect(ranking.certificate.rescored < 100)
        #expect(ranking.certificate.pruned > 2000)
    }

    @Test("Searching many assignments at once answers each as alone")
    func batch() throws {
        let world = try IndexWorld()
        let view = try world.index(try world.profiles(0..<3000)).view
        let assignments = try (0..<12).map { try world.pool.assignment($0, requirements: $0 + 1) }
        let together = try view.search(assignments, limit: 20, asOf: PoolGenerator.today)
        for (assignment, ranking) in zip(assignments, together) {
            #expect(
                try view.search(assignment, limit: 20, asOf: PoolGenerator.today) == ranking
            )
        }
    }

    @Test("The best assignments for a profile are those the reference finds")
    func reverse() throws {
        let world = try IndexWorld()
        let assignments = try (0..<600).map {
            try world.pool.assignment($0, requirements: 1 + $0 % 8)
        }
        let board = try AssignmentBoard(assignments, rules: world.rules)
        for profile in try world.profiles(0..<20) {
            let all = assignments.flatMap { assignment in
                world.ranking([profile], assignment, limit: 1).map {
                    (assignment.id, $0.score)
                }
            }
            let wanted = all.sorted {
                $0.1.value != $1.1.value
                    ? $0.1.value > $1.1.value
                    : TieBreak(assignment: $0.0, profile: profile.id)
                        < TieBreak(assignment: $1.0, profile: profile.id)
            }.prefix(10)
            let found = try board.search(profile, limit: 10, asOf: PoolGenerator.today)
            #expect(found.map(\.assignment) == wanted.map(\.0))
            #expect(found.map(\.score) == wanted.map(\.1))
        }
    }

    @Test("A candidate's list is that of the candidate's explanations, whatever is hidden")
    func candidateList() throws {
        let world = try IndexWorld()
        let explainer = Explainer(taxonomy: world.rules.taxonomy, rates: world.rules.rates)
        let fields: [HiddenFields] = [[], .compensation, .language, [.mission, .location]]
        let assignments = try (0..<300).map { number in
            var assignment = try world.pool.assignment(number, requirements: 1 + number % 6)
            assignment.hidden = fields[number % fields.count]
            return assignment
        }
        let board = try AssignmentBoard(assignments, rules: world.rules, for: .candidate)
        let disguised = try AssignmentBoard(
            assignments.map { assignment in
                var other = assignment
                if assignment.hidden.contains(.mission) { other.mission = nil }
                return other
            },
            rules: world.rules,
            for: .candidate
        )
        for profile in try world.profiles(0..<20) {
            var wanted: [(id: UUID, score: Double, tie: TieBreak)] = []
            for assignment in assignments {
                let view = explainer.forCandidate(
                    profile,
                    assignment,
                    asOf: PoolGenerator.today
                )
                guard case .match(let match) = view?.verdict else { continue }
                let tie = TieBreak(assignment: assignment.id, profile: profile.id)
                wanted.append((assignment.id, match.score, tie))
            }
            wanted.sort { $0.score != $1.score ? $0.score > $1.score : $0.tie < $1.tie }
            let found = try board.search(profile, limit: 25, asOf: PoolGenerator.today)
            #expect(found.map(\.assignment) == wanted.prefix(25).map(\.id))
            #expect(found.map(\.score.value) == wanted.prefix(25).map(\.score))
            let twin = try disguised.search(profile, limit: 25, asOf: PoolGenerator.today)
            #expect(twin.map(\.assignment) == found.map(\.assignment))
            #expect(twin.map(\.score) == found.map(\.score))
        }
    }

    @Test("Limits outside their range and skills outside the taxonomy are refused")
    func refusals() throws {
        let world = try IndexWorld()
        let index = try world.index([])
        let assignment = try world.pool.assignment(0)
        for limit in [0, -1, IndexView.limitMax + 1] {
            #expect(throws: SearchError.limitOutOfRange) {
                _ = try index.view.search(assignment, limit: limit, asOf: PoolGenerator.today)
            }
        }
        let unknown = SkillID(rawValue: 1_000_000)
        let foreign = try Assignment(
            id: UUID(),
            organization: UUID(),
            required: [try Requirement(skill: unknown, level: .c3)],
            practical: PracticalTerms(mode: .remote)
        )
        #expect(throws: SearchError.unknownSkill) {
            _ = try index.view.search(foreign, limit: 1, asOf: PoolGenerator.today)
        }
        let skill = try CandidateSkill(skill: unknown, level: .c3)
        #expect(throws: InputError.unknown(.skills)) {
            try index.put(try Profile(id: UUID(), skills: [skill]))
        }
    }
}
