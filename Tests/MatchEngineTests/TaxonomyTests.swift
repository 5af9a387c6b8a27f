import Testing

@testable import MatchEngine

@Suite struct TaxonomyTests {
    let small: Small
    init() throws { small = try Small() }

    @Test(arguments: ["01.03.01.142", "99.99.99.001", "01.01.01.65535", "06.04.03.1000"])
    func `codes print as they are read`(code: String) throws {
        #expect(try SkillCode(code).description == code)
    }

    @Test(
        arguments: [
            "", "01", "01.03.01", "1.03.01.142", "01.03.01.42", "01.03.01.000", "00.03.01.142",
            "01.03.01.142.1", "01.03.01.70000", "01.03.01.14a", "01.3.01.142", "01.03.01.-12",
            "01.03.01.123456",
        ]
    )
    func `anything else is not a code`(text: String) {
        #expect(throws: InputError.self) { try SkillCode(text) }
    }

    @Test func `skills are found by code, name and alias`() throws {
        let postgres = try #require(small.taxonomy.skill(SkillCode("01.03.01.001")))
        #expect(small.taxonomy.skills(named: "postgresql") == [postgres])
        #expect(small.taxonomy.skills(named: " POSTGRES ") == [postgres])
        #expect(small.taxonomy.skills(named: "nothing").isEmpty)
        #expect(try small.taxonomy.skill(SkillCode("01.03.01.004")) == nil)
        #expect(try small.taxonomy.group(GroupCode("01.03"))?.name == "Group 01.03")
    }

    @Test func `what does not fit together is refused`() throws {
        let group = SkillGroup(code: try GroupCode("01"), name: "one")
        let child = SkillGroup(code: try GroupCode("01.01"), name: "child")
        let leaf = SkillGroup(code: try GroupCode("01.01.01"), name: "leaf")
        let skill = Skill(code: try SkillCode("01.01.01.001"), name: "skill")
        let twice = Skill(
            code: try SkillCode("01.01.01.002"),
            name: "twice",
            otherGroups: [leaf.code]
        )
        func refusal(_ groups: [SkillGroup], _ skills: [Skill], _ edges: [SkillEdge] = [])
            -> InputError?
        {
            do throws(InputError) {
                _ = try Taxonomy(version: "x", groups: groups, skills: skills, edges: edges)
                return nil
            } catch { return error }
        }
        #expect(refusal([group, child, leaf], [skill]) == nil)
        #expect(refusal([group, leaf], [skill]) == .unknown(.group))
        #expect(refusal([group, child], [skill]) == .unknown(.group))
        #expect(refusal([group, group], []) == .duplicate(.group))
        #expect(refusal([group, child, leaf], [skill, skill]) == .duplicate(.code))
        #expect(refusal([group, child, leaf], [twice]) == .duplicate(.parents))
        let edge = try SkillEdge(from: skill.code, to: twice.code, kind: .isA, distance: 1)
        #expect(refusal([group, child, leaf], [skill], [edge]) == .unknown(.edge))
        let other = Skill(code: twice.code, name: "other")
        #expect(
            refusal([group, child, leaf], [skill, other], [edge, edge]) == .duplicate(.edge)
        )
    }

    @Test func `versions map old codes to new ones, one after the other`() throws {
        let (react, vue) = (try SkillCode("01.02.15.047"), try SkillCode("01.02.15.048"))
        let graph = try SkillCode("01.02.17.089")
        func version(_ name: String, without codes: Set<SkillCode>, with added: [Skill])
            throws -> Taxonomy
        {
            try Taxonomy(
                version: name,
                groups: small.taxonomy.groups,
                skills: small.taxonomy.skills.filter { !codes.contains($0.code) } + added
            )
        }
        let second = try version("2", without: [react], with: [Skill(code: vue, name: "React")])
        let third = try version("3", without: [react, graph], with: [])
        let first = try TaxonomyMapping(from: small.taxonomy, to: second, moves: [react: [vue]])
        let later = try TaxonomyMapping(
            from: second,
            to: third,
            moves: [vue: [SkillCode("01.02.15.092")], graph: []]
        )
        let both = try first.followed(by: later)
        #expect(try both.codes(for: react) == [SkillCode("01.02.15.092")])
        #expect(both.codes(for: graph).isEmpty)
        #expect(try both.codes(for: SkillCode("01.03.01.001")) == [SkillCode("01.03.01.001")])
        #expect(throws: InputError.unknown(.version)) { try later.followed(by: first) }
        #expect(throws: InputError.unknown(.code)) {
            try TaxonomyMapping(from: small.taxonomy, to: second, moves: [:])
        }
    }

    @Test(
        arguments: [
            (1970, 1, 1, 0), (2000, 2, 29, 11_016), (2025, 10, 29, 20_390), (1969, 12, 31, -1),
            (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
        ]
    )
    func `days count from 1970`(year: Int, month: Int, day: Int, number: Int32) throws {
        let date = try Day(year: year, month: month, day: day)
        #expect(date.number == number)
        #expect(date.civil == (year, month, day))
        #expect(try Day(date.description) == date)
    }

    @Test(arguments: ["2025-02-29", "2025-13-01", "2025-00-10", "25-01-01", "2025-1-01", "x"])
    func `days that do not exist are refused`(text: String) {
        #expect(throws: InputError.self) { try Day(text) }
    }
}
