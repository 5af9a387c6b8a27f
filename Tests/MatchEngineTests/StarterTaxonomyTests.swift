import Testing

@testable import MatchEngine

@Suite struct StarterTaxonomyTests {
    let starter: Taxonomy
    init() throws { starter = try Taxonomy.starter() }

    @Test func `has six domains, sixty groups and six hundred skills at least`() {
        let domains = starter.groups.filter { $0.code.depth == 1 }
        #expect(
            domains.map(\.name) == [
                "Technical Skills", "Design and Creative", "Business and Management",
                "Communication and Social", "Research and Analysis", "Specialized and Domain",
            ]
        )
        #expect(starter.groups.count { $0.code.depth == 3 } >= 60)
        #expect(starter.skills.count >= 600)
        #expect(starter.skills.count { !$0.aliases.isEmpty } > starter.skills.count * 4 / 5)
    }

    @Test func `no name means two skills, nor stands twice with one`() {
        for skill in starter.skills {
            let names = [skill.name] + skill.aliases
            #expect(Set(names.map(Taxonomy.fold)).count == names.count, "\(skill.name)")
            for name in names {
                #expect(starter.skills(named: name).count == 1, "\(name)")
                #expect(Taxonomy.trim(name) == name && !name.isEmpty)
            }
        }
        let groups = starter.groups.map { "\($0.code.depth) \($0.name)" }
        #expect(Set(groups).count == groups.count)
    }

    @Test func `every group at the third level has at least four skills`() {
        var skills: [GroupCode: Int] = [:]
        for skill in starter.skills { skills[skill.code.group, default: 0] += 1 }
        for group in starter.groups where group.code.depth == 3 {
            #expect(skills[group.code, default: 0] >= 4, "\(group.code) \(group.name)")
        }
    }

    @Test(
        arguments: [
            ("JS", "JavaScript"), ("ECMAScript", "JavaScript"), ("k8s", "Kubernetes"),
            ("Postgres", "PostgreSQL"), ("golang", "Go"), ("TS", "TypeScript"),
            (" react.js ", "React"), ("C sharp", "C#"), ("GDPR", "Data Protection"),
            ("Scrum Master", "Scrum"), ("aws", "Amazon Web Services"),
        ]
    )
    func `people's words find the skill`(word: String, name: String) {
        #expect(starter.skills(named: word).map { starter[$0].name } == [name])
    }

    @Test(
        arguments: [
            ("01.03.01.001", "PostgreSQL"), ("01.03.01.002", "MySQL"),
            ("01.03.01.003", "SQL Query Optimization"), ("01.02.15.047", "React"),
            ("01.02.15.092", "TypeScript"), ("01.02.17.089", "GraphQL"),
            ("01.04.07.142", "Kubernetes"), ("01.04.07.089", "Docker Swarm"),
            ("01.04.07.015", "Nomad"), ("01.04.07.001", "Docker"),
            ("01.04.07.999", "Container Orchestration"), ("02.01.03.023", "Figma"),
            ("03.04.02.015", "Team Leadership"),
        ]
    )
    func `codes that the source uses mean what they mean there`(code: String, name: String) throws {
        let skill = try #require(starter.skill(try SkillCode(code)))
        #expect(starter[skill].name == name)
    }

    @Test func `only the source's own edges lower what the groups say`() throws {
        let lowering = try starter.loweringEdges.map { edge in
            let ends = try [edge.from, edge.to].map { try #require(starter.skill($0)) }
            return ends.map { starter[$0].name }.joined(separator: "–")
        }
        #expect(
            Set(lowering) == [
                "Docker–Kubernetes", "Kubernetes–Docker Swarm", "Kubernetes–Nomad",
                "React–Vue.js",
            ]
        )
    }

    @Test func `every edge changes something`() throws {
        for edge in starter.edges {
            let from = try #require(starter.skill(edge.from))
            let to = try #require(starter.skill(edge.to))
            let byGroups = starter.taxonomyDistance(from, to).map {
                SkillRelation.taxonomy(distance: $0).factor(.standard)
            }
            let byEdge = starter.adjacency(required: from, candidate: to, policy: .standard)
            #expect(byEdge != byGroups ?? 0, "\(edge.from) \(edge.to)")
        }
    }
}
