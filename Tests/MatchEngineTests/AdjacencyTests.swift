import Testing

@testable import MatchEngine

@Suite struct AdjacencyTests {
    let small: Small
    init() throws { small = try Small() }

    private func factor(
        _ required: String,
        _ candidate: String,
        _ policy: ScoringPolicy = .standard
    ) throws -> Double {
        small.taxonomy.adjacency(
            required: try small.skill(required),
            candidate: try small.skill(candidate),
            policy: policy
        )
    }

    @Test(
        arguments: [
            ("PostgreSQL", "PostgreSQL", 1),
            ("PostgreSQL", "MySQL", 0.4966),
            ("PostgreSQL", "MongoDB", 0.2466),
            ("PostgreSQL", "React", 0.1225),
            ("PostgreSQL", "Team Leadership", 0),
        ]
    )
    func `falls with each level of the taxonomy`(required: String, held: String, expected: Double)
        throws
    {
        #expect(try factor(required, held).isNear(expected, within: 5e-5))
        #expect(try factor(held, required).isNear(expected, within: 5e-5))
    }

    @Test func `a skill with several parents takes the nearest`() throws {
        // Figma is 02.01.03 and also 01.02.15, where React is.
        #expect(try factor("React", "Figma").isNear(0.4966, within: 5e-5))
        #expect(try factor("Figma", "GraphQL").isNear(0.2466, within: 5e-5))
        #expect(try factor("Figma", "PostgreSQL").isNear(0.1225, within: 5e-5))
    }

    @Test(
        arguments: [
            ("Kubernetes", "Docker Swarm", 0.4966 * 0.85),
            ("Kubernetes", "Nomad", 0.4966 * 0.7),
            ("Docker", "Kubernetes", 0.4966 * 0.95),
            // Same L3 would be distance 1: the edge overrides, also downwards.
            ("SQL Query Optimization", "PostgreSQL", 0.2466 * 0.8),
            ("Container Orchestration", "Kubernetes", 0.4966),
            // Same L1, but the edge forbids the pair. (`strength || 1.0` in the source's
            // section 3.7 would take 0 as absent and give 0.4966.)
            ("React", "MySQL", 0),
        ]
    )
    func `an explicit edge overrides the taxonomy in both directions`(
        from: String,
        to: String,
        expected: Double
    ) throws {
        #expect(try factor(from, to).isNear(expected, within: 5e-5))
        #expect(try factor(to, from).isNear(expected, within: 5e-5))
    }

    @Test func `a policy may make is_a and prerequisite_of directional`() throws {
        let policy = try ScoringPolicy.standard.changed(to: "d") { $0.edgesAreSymmetric = false }
        #expect(try factor("Docker", "Kubernetes", policy).isNear(0.4966 * 0.95, within: 5e-5))
        // The reverse falls back to the taxonomy: same L3.
        #expect(try factor("Kubernetes", "Docker", policy).isNear(0.4966, within: 5e-5))
        #expect(try factor("Nomad", "Kubernetes", policy).isNear(0.4966 * 0.7, within: 5e-5))
    }

    @Test func `the row from required to candidate is preferred to its reverse`() throws {
        let (docker, nomad) = (try SkillCode("01.04.07.001"), try SkillCode("01.04.07.015"))
        let taxonomy = try Taxonomy(
            version: "both",
            groups: small.taxonomy.groups,
            skills: small.taxonomy.skills,
            edges: [
                SkillEdge(from: docker, to: nomad, kind: .relatedTo, distance: 1, strength: 0.9),
                SkillEdge(from: nomad, to: docker, kind: .relatedTo, distance: 2, strength: 0.5),
            ]
        )
        let forward = taxonomy.relation(
            required: try small.skill("Docker"),
            candidate: try small.skill("Nomad"),
            policy: .standard
        )
        #expect(forward == .edge(distance: 1, strength: 0.9))
        let backward = taxonomy.relation(
            required: try small.skill("Nomad"),
            candidate: try small.skill("Docker"),
            policy: .standard
        )
        #expect(backward == .edge(distance: 2, strength: 0.5))
    }
}
