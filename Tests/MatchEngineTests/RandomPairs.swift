import FoundationEssentials

@testable import MatchEngine

/// Random taxonomies, profiles and assignments in which every field is at times missing.
struct RandomPairs {
    var random: SeededRandom
    let taxonomy: Taxonomy
    let rates: RateTable
    let today = Day(number: 20_390)
    private let principles: [Principle]
    private let currencies: [CurrencyCode]

    init(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        taxonomy = try Self.taxonomy(&random)
        currencies = try ["EUR", "USD", "SEK", "XXX"].map { try CurrencyCode($0) }
        rates = try RateTable(
            version: "random",
            day: today,
            rates: [currencies[0]: 1, currencies[1]: 1.16, currencies[2]: 11]
        )
        principles = try (0..<12).map { try Principle($0 < 7 ? .value : .cause, "p\($0)") }
        self.random = random
    }

    private static func taxonomy(_ random: inout SeededRandom) throws -> Taxonomy {
        var groups: [GroupCode] = []
        for domain in 1...3 {
            groups.append(try GroupCode(domain))
            for category in 1...2 {
                groups.append(try GroupCode(domain, category))
                for group in 1...2 { groups.append(try GroupCode(domain, category, group)) }
            }
        }
        let leaves = groups.filter { $0.depth == 3 }
        var skills: [Skill] = []
        for leaf in leaves {
            for number in 1...5 {
                let other = leaves.randomElement(using: &random)
                skills.append(
                    Skill(
                        code: try SkillCode(group: leaf, number: UInt16(number)),
                        name: "skill \(leaf) \(number)",
                        otherGroups: [other].compactMap(\.self).filter {
                            number == 1 && $0 != leaf
                        }
                    )
                )
            }
        }
        var edges: [SkillEdge] = []
        for _ in 0..<30 {
            guard let from = skills.randomElement(using: &random)?.code,
                let to = skills.randomElement(using: &random)?.code, from != to,
                !edges.contains(where: { $0.from == from && $0.to == to })
            else { continue }
            edges.append(
                try SkillEdge(
                    from: from,
                    to: to,
                    kind: SkillEdge.Kind.allCases.randomElement(using: &random) ?? .isA,
                    distance: Int.random(in: 1...3, using: &random),
                    strength: [0, 0.5, 0.85, 1].randomElement(using: &random) ?? 1
                )
            )
        }
        return try Taxonomy(
            version: "random",
            groups: groups.map { SkillGroup(code: $0, name: "group \($0)") },
            skills: skills,
            edges: edges
        )
    }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func maybe<Value>(_ percent: Int, _ value: (inout Self) throws -> Value)
        rethrows -> Value?
    {
        chance(percent) ? try value(&self) : nil
    }

    private mutating func level() -> Competency {
        Competency.allCases.randomElement(using: &random) ?? .c1
    }

    private mutating func skillIDs(_ count: Int) -> [SkillID] {
        (0..<UInt32(taxonomy.skills.count)).shuffled(using: &random).prefix(count).map {
            SkillID(rawValue: $0)
        }
    }

    mutating func profile() throws -> Profile {
        let count = chance(3) ? 0 : Int.random(in: 1...30, using: &random)
        let skills = try skillIDs(count).map { skill in
            try CandidateSkill(
                skill: skill,
                level: level(),
                proofs: Proofs(
                    peer: UInt16.random(in: 0...4, using: &random),
                    employer: UInt16.random(in: 0...4, using: &random),
                    published: UInt16.random(in: 0...4, using: &random)
                ),
                lastUse: lastUse(),
                impact: maybe(60) { Double.random(in: 0...1, using: &$0.random) }
            )
        }
        return try Profile(
            id: uuid(),
            skills: skills,
            mission: maybe(70) { try $0.vector() },
            vision: maybe(60) { try $0.vector() },
            principles: maybe(80) { pairs in
                Set(pairs.principles.shuffled(using: &pairs.random).prefix(4))
            },
            practical: practicalProfile()
        )
    }

    private mutating func lastUse() -> LastUse {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .ongoing
        case 1: .undated
        case _: .ended(Day(number: today.number - Int32.random(in: -30...2000, using: &random)))
        }
    }

    mutating func vector() throws -> TextVector {
        try TextVector(
            (0..<16).map { _ in Float.random(in: -0.2...1, using: &random) },
            encoder: EncoderID(rawValue: 1)
        )
    }

    private mutating func uuid() -> UUID {
        var bytes = [UInt8](repeating: 0, count: 16)
        for index in bytes.indices { bytes[index] = UInt8.random(in: 0...255, using: &random) }
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14],
                bytes[15]
            )
        )
    }

    private mutating func practicalProfile() throws -> PracticalProfile {
        PracticalProfile(
            target: try maybe(70) { try $0.pay() },
            minimum: try maybe(50) { try $0.pay() },
            availability: maybe(70) { $0.week(60) },
            offset: try maybe(80) { try $0.offset() },
            location: try maybe(70) { try $0.point() },
            languages: try maybe(70) { pairs in
                try [LanguageCode("en"): pairs.cefr(), LanguageCode("sv"): pairs.cefr()]
            },
            authorizedCountries: try maybe(70) { pairs in
                let held = ["SE", "US", "BR"].filter { _ in pairs.chance(50) }
                return Set(try held.map { try CountryCode($0) })
            },
            benefits: BenefitWishes(
                required: chance(40) ? ["health", "dental"] : [],
                preferred: chance(40) ? ["gym", "learning"] : []
            )
        )
    }

    mutating func pay() throws -> Pay {
        try Pay(
            Double(Int.random(in: 20...120, using: &random)) * 1000,
            currencies.randomElement(using: &random) ?? currencies[0]
        )
    }

    mutating func payRange() throws -> PayRange {
        let minimum = Double(Int.random(in: 20...120, using: &random)) * 1000
        return try PayRange(
            minimum,
            minimum + Double(Int.random(in: 0...30, using: &random)) * 1000,
            currencies.randomElement(using: &random) ?? currencies[0]
        )
    }

    private mutating func week(_ percent: Int) -> WeekBitmap {
        var week = WeekBitmap()
        for slot in 0..<WeekBitmap.slots where chance(percent) { week.insert(slot) }
        return week
    }

    private mutating func offset() throws -> UTCOffset {
        try UTCOffset(minutes: Int.random(in: -48...56, using: &random) * 15)
    }

    private mutating func point() throws -> GeoPoint {
        try GeoPoint(
            latitude: Double.random(in: 59...60, using: &random),
            longitude: Double.random(in: 17...19, using: &random)
        )
    }

    private mutating func cefr() -> CEFR { CEFR.allCases.randomElement(using: &random) ?? .a1 }

    private mutating func requirements(_ most: Int, hidden: Int) throws -> [Requirement] {
        try skillIDs(Int.random(in: 0...most, using: &random)).map { skill in
            try Requirement(
                skill: skill,
                level: level(),
                weight: [0.5, 1, 1.2, 1.5, 3].randomElement(using: &random) ?? 1,
                isHidden: chance(hidden)
            )
        }
    }

    mutating func terms() throws -> PracticalTerms {
        PracticalTerms(
            mode: PracticalTerms.Mode.allCases.randomElement(using: &random) ?? .remote,
            pay: try maybe(80) { try $0.payRange() },
            availability: maybe(60) { $0.week(20) },
            offset: try maybe(80) { try $0.offset() },
            workplace: try maybe(80) { try Workplace(point: $0.point()) },
            languages: chance(40) ? [try LanguageCode("en"): .a2] : [:],
            authorization: try maybe(60) { pairs in
                AuthorizationTerms(
                    country: try CountryCode("SE"),
                    canSponsor: pairs.chance(80),
                    sponsoredCountries: pairs.chance(50) ? [] : [try CountryCode("US")]
                )
            },
            benefits: maybe(70) { $0.chance(50) ? ["health", "learning"] : ["gym"] }
        )
    }

    /// - Parameter hidden: percent of requirements and fields that candidates may not see.
    mutating func assignment(hidden: Int = 0) throws -> Assignment {
        var fields: HiddenFields = []
        for bit in 0..<10 where chance(hidden) { fields.insert(HiddenFields(rawValue: 1 << bit)) }
        let weighted = chance(50)
        let asked = try principles.shuffled(using: &random).prefix(chance(80) ? 5 : 0).map {
            try AskedPrinciple($0, weight: weighted && chance(70) ? 1.5 : nil)
        }
        return try Assignment(
            id: uuid(),
            organization: uuid(),
            required: requirements(12, hidden: hidden),
            nice: requirements(4, hidden: hidden),
            mission: maybe(70) { try $0.vector() },
            vision: maybe(50) { try $0.vector() },
            principles: Array(asked),
            practical: terms(),
            hidden: fields
        )
    }

    /// The same assignment to a candidate's eye: every hidden field has another value, except
    /// that hidden pay stays within its step of the grid.
    mutating func disguised(_ assignment: Assignment) throws -> Assignment {
        let other = try terms()
        let hidden = assignment.hidden
        var practical = assignment.practical
        if hidden.contains(.compensation), let pay = practical.pay {
            practical.pay = try sameStep(pay)
        }
        if hidden.contains(.availability) { practical.availability = other.availability }
        if hidden.contains(.timezone) { practical.offset = other.offset }
        if hidden.contains(.location) { practical.workplace = other.workplace }
        if hidden.contains(.language) { practical.languages = other.languages }
        if hidden.contains(.workAuthorization) { practical.authorization = other.authorization }
        if hidden.contains(.benefits) { practical.benefits = other.benefits }
        return try Assignment(
            id: assignment.id,
            organization: assignment.organization,
            required: disguised(assignment.required),
            nice: disguised(assignment.nice),
            mission: hidden.contains(.mission) ? maybe(50) { try $0.vector() } : assignment.mission,
            vision: hidden.contains(.vision) ? maybe(50) { try $0.vector() } : assignment.vision,
            principles: hidden.contains(.principles)
                ? principles.prefix(3).map { try AskedPrinciple($0) } : assignment.principles,
            practical: practical,
            hidden: hidden
        )
    }

    private mutating func disguised(_ requirements: [Requirement]) throws -> [Requirement] {
        let shown = requirements.filter { !$0.isHidden }
        let taken = Set(shown.map(\.skill))
        let hidden = try self.requirements(3, hidden: 100).filter { !taken.contains($0.skill) }
        return shown + hidden
    }

    private mutating func sameStep(_ pay: PayRange) throws -> PayRange {
        let standIn = pay.standIn(.sigmoid)
        while true {
            let middle =
                (pay.minimum + pay.maximum) / 2 * Double.random(in: 0.8...1.25, using: &random)
            let half = middle * Double.random(in: 0...0.3, using: &random)
            let other = try PayRange(middle - half, middle + half, pay.currency, per: pay.period)
            if other.standIn(.sigmoid) == standIn { return other }
        }
    }
}
