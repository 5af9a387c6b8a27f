import FoundationEssentials
import Testing

@testable import MatchEngine

/// A dozen skills over three domains, with the edges of the source's section 3.4, and short ways
/// to spell profiles and assignments.
struct Small {
    let taxonomy: Taxonomy
    let rates: RateTable
    let today: Day

    init() throws {
        taxonomy = try Taxonomy(
            version: "small-1",
            groups: [
                "01", "01.02", "01.02.15", "01.02.17", "01.03", "01.03.01", "01.03.02", "01.04",
                "01.04.07", "02", "02.01", "02.01.03", "03", "03.04", "03.04.02",
            ].map { SkillGroup(code: try GroupCode($0), name: "Group \($0)") },
            skills: [
                Skill(code: SkillCode("01.02.15.047"), name: "React"),
                Skill(code: SkillCode("01.02.15.092"), name: "TypeScript", aliases: ["TS"]),
                Skill(code: SkillCode("01.02.17.089"), name: "GraphQL"),
                Skill(code: SkillCode("01.03.01.001"), name: "PostgreSQL", aliases: ["Postgres"]),
                Skill(code: SkillCode("01.03.01.002"), name: "MySQL"),
                Skill(code: SkillCode("01.03.01.003"), name: "SQL Query Optimization"),
                Skill(code: SkillCode("01.03.02.001"), name: "MongoDB"),
                Skill(code: SkillCode("01.04.07.001"), name: "Docker"),
                Skill(code: SkillCode("01.04.07.015"), name: "Nomad"),
                Skill(code: SkillCode("01.04.07.089"), name: "Docker Swarm"),
                Skill(code: SkillCode("01.04.07.142"), name: "Kubernetes", aliases: ["K8s"]),
                Skill(code: SkillCode("01.04.07.999"), name: "Container Orchestration"),
                Skill(
                    code: SkillCode("02.01.03.023"),
                    name: "Figma",
                    otherGroups: [GroupCode("01.02.15")]
                ),
                Skill(code: SkillCode("03.04.02.015"), name: "Team Leadership"),
            ],
            edges: [
                Self.edge("01.04.07.142", "01.04.07.089", .relatedTo, 1, 0.85),
                Self.edge("01.04.07.142", "01.04.07.015", .relatedTo, 1, 0.70),
                Self.edge("01.04.07.001", "01.04.07.142", .prerequisiteOf, 1, 0.95),
                Self.edge("01.03.01.003", "01.03.01.001", .prerequisiteOf, 2, 0.80),
                Self.edge("01.04.07.999", "01.04.07.142", .isA, 1, 1),
                Self.edge("01.02.15.047", "01.03.01.002", .relatedTo, 1, 0),
            ]
        )
        rates = try RateTable(
            version: "2025-10-29",
            day: Day("2025-10-29"),
            rates: [CurrencyCode("EUR"): 1, CurrencyCode("USD"): 1.16, CurrencyCode("SEK"): 11]
        )
        today = try Day("2025-10-29")
    }

    private static func edge(
        _ from: String,
        _ to: String,
        _ kind: SkillEdge.Kind,
        _ distance: Int,
        _ strength: Double
    ) throws -> SkillEdge {
        try SkillEdge(
            from: SkillCode(from),
            to: SkillCode(to),
            kind: kind,
            distance: distance,
            strength: strength
        )
    }

    /// The one skill of this name.
    func skill(_ name: String) throws -> SkillID {
        try #require(taxonomy.skills(named: name).first)
    }

    func scorer(_ policy: ScoringPolicy = .standard) -> ReferenceScorer {
        ReferenceScorer(taxonomy: taxonomy, policy: policy, rates: rates)
    }

    /// A skill in daily use at full evidence and impact, as far as counts can say it.
    func held(
        _ name: String,
        _ level: Competency = .c5,
        proofs: Proofs = Proofs(peer: 100, employer: 100, published: 100),
        lastUse: LastUse = .ongoing,
        impact: Double? = 1
    ) throws -> CandidateSkill {
        try CandidateSkill(
            skill: skill(name),
            level: level,
            proofs: proofs,
            lastUse: lastUse,
            impact: impact
        )
    }

    func asked(
        _ name: String,
        _ level: Competency = .c3,
        weight: Double = 1,
        isHidden: Bool = false
    ) throws -> Requirement {
        try Requirement(skill: skill(name), level: level, weight: weight, isHidden: isHidden)
    }

    func profile(
        _ skills: [CandidateSkill],
        principles: Set<Principle>? = nil,
        practical: PracticalProfile = PracticalProfile(),
        hiddenFrom: Set<UUID> = []
    ) throws -> Profile {
        try Profile(
            id: Self.profileID,
            skills: skills,
            principles: principles,
            practical: practical,
            hiddenFrom: hiddenFrom
        )
    }

    func assignment(
        _ required: [Requirement],
        nice: [Requirement] = [],
        principles: [AskedPrinciple] = [],
        practical: PracticalTerms = PracticalTerms(mode: .remote),
        hidden: HiddenFields = []
    ) throws -> Assignment {
        try Assignment(
            id: Self.assignmentID,
            organization: Self.organizationID,
            required: required,
            nice: nice,
            principles: principles,
            practical: practical,
            hidden: hidden
        )
    }

    static let profileID = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))
    static let assignmentID = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2))
    static let organizationID = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3))
}

extension Double {
    /// Equality to the digits that a document prints.
    func isNear(_ other: Double, within tolerance: Double = 5e-4) -> Bool {
        abs(self - other) <= tolerance
    }
}
