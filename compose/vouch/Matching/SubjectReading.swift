import FoundationEssentials
import MatchEngine

extension MatchReading {
    private func skill(_ spelled: String) throws -> SkillID {
        if let code = try? SkillCode(spelled) {
            guard let found = taxonomy.skill(code) else {
                throw Refusal("skill: no skill has the code \(spelled).")
            }
            return found
        }
        let found = taxonomy.skills(named: spelled)
        guard let only = found.first, found.count == 1 else {
            throw Refusal(
                found.isEmpty
                    ? "skill: no skill is called \(spelled)."
                    : "skill: \(spelled) means \(found.count) skills; give the code."
            )
        }
        return only
    }

    private func level(_ name: String) throws -> Competency {
        guard let level = Competency(name: name) else {
            throw Refusal("level: \(name) is not C1 to C5.")
        }
        return level
    }

    func requirements(_ list: [MatchFiles.Requirement]?, _ name: String) throws
        -> [Requirement]
    {
        try (list ?? []).enumerated().map { index, read in
            try at("\(name)[\(index)]") {
                try Requirement(
                    skill: skill(read.skill),
                    level: level(read.level),
                    weight: read.weight ?? 1,
                    isHidden: read.hidden ?? false
                )
            }
        }
    }

    func asked(_ kind: Principle.Kind, _ list: [String: Double?]?) throws
        -> [AskedPrinciple]
    {
        try (list ?? [:]).map { try AskedPrinciple(Principle(kind, $0), weight: $1) }
    }

    func hidden(_ names: [String]) throws -> HiddenFields {
        let fields: [String: HiddenFields] = [
            "compensation": .compensation, "availability": .availability, "timezone": .timezone,
            "location": .location, "language": .language,
            "work_authorization": .workAuthorization, "benefits": .benefits,
            "mission": .mission, "vision": .vision, "principles": .principles,
        ]
        return try names.reduce(into: []) { hidden, name in
            guard let field = fields[name] else { throw Refusal("hidden: \(name) is unknown.") }
            hidden.insert(field)
        }
    }

    func profile(_ read: MatchFiles.Profile, id: UUID) throws -> Profile {
        var principles: Set<Principle>?
        if read.values != nil || read.causes != nil {
            let values = try (read.values ?? []).map { try Principle(.value, $0) }
            principles = Set(values + (try (read.causes ?? []).map { try Principle(.cause, $0) }))
        }
        return try Profile(
            id: id,
            skills: read.skills.enumerated().map { index, skill in
                try at("skills[\(index)]") { try candidateSkill(skill) }
            },
            mission: read.mission.flatMap { encoder?.encode($0) },
            vision: read.vision.flatMap { encoder?.encode($0) },
            principles: principles,
            practical: try read.practical.map(practical) ?? PracticalProfile()
        )
    }

    private func candidateSkill(_ read: MatchFiles.Skill) throws -> CandidateSkill {
        try CandidateSkill(
            skill: skill(read.skill),
            level: level(read.level),
            proofs: Proofs(
                peer: read.peer ?? 0,
                employer: read.employer ?? 0,
                published: read.public ?? 0
            ),
            lastUse: read.lastUsed.map { $0 == "now" ? .ongoing : .ended(try Day($0)) }
                ?? .undated,
            impact: read.impact
        )
    }
}
