public import MatchEngine

extension PoolGenerator {
    /// Profile `number` of the pool, by default with 10 to 50 skills, 30 on average.
    /// - Parameters:
    ///   - revision: what the same profile becomes after so many changes.
    ///   - skills: how many, most often about the middle.
    public func profile(
        _ number: Int,
        revision: Int = 0,
        skills: ClosedRange<Int> = 10...50
    ) throws(InputError) -> Profile {
        var random = PoolRandom(seed: seed, stream: UInt64(number) << 8 | 0xA0)
        let id = Self.id(&random)
        if revision > 0 {
            random = PoolRandom(seed: seed ^ UInt64(revision), stream: UInt64(number) << 8 | 0xA0)
        }
        let occupation = occupations.pick(&random)
        let seniority = 1 + random.below(5)
        return try Profile(
            id: id,
            skills: try self.skills(skills, of: occupation, seniority, &random),
            mission: random.chance(0.85)
                ? try phrases.write(about: occupation.topic, words: 8 + random.below(7), &random)
                : nil,
            vision: random.chance(0.6)
                ? try phrases.write(about: occupation.topic, words: 5 + random.below(5), &random)
                : nil,
            principles: random.chance(0.85) ? stance(4 + random.below(6), &random) : nil,
            practical: try practical(seniority, &random),
            hiddenFrom: random.chance(0.03)
                ? [organizations[random.below(organizations.count)]] : []
        )
    }

    private func skills(
        _ range: ClosedRange<Int>,
        of occupation: Occupations.Occupation,
        _ seniority: Int,
        _ random: inout PoolRandom
    ) throws(InputError) -> [CandidateSkill] {
        let half = range.count / 2 + 1
        let wanted = range.lowerBound + random.below(half) + random.below(half)
        let count = min(taxonomy.skills.count, wanted)
        var known: Set<SkillID> = []
        var skills: [CandidateSkill] = []
        for _ in 0..<count * 4 where skills.count < count {
            let skill = occupations.skill(of: occupation, &random)
            guard known.insert(skill).inserted else { continue }
            let level = min(5, max(1, seniority + random.below(3) - 1))
            skills.append(
                try CandidateSkill(
                    skill: skill,
                    level: Competency(rawValue: UInt8(level)) ?? .c1,
                    proofs: Proofs(
                        peer: UInt16(random.geometric(0.4, max: 20)),
                        employer: UInt16(random.geometric(0.3, max: 20)),
                        published: UInt16(random.geometric(0.25, max: 20))
                    ),
                    lastUse: lastUse(&random),
                    impact: random.chance(0.45) ? random.unit() : nil
                )
            )
        }
        return skills
    }

    private func lastUse(_ random: inout PoolRandom) -> LastUse {
        switch random.unit() {
        case ..<0.30: return .ongoing
        case ..<0.38: return .undated
        case _:
            let days = Int32(min(20_000, exponential(mean: 900, &random)))
            return .ended(Day(number: Self.today.number - days))
        }
    }

    private func practical(
        _ seniority: Int,
        _ random: inout PoolRandom
    ) throws(InputError) -> PracticalProfile {
        let city = places.pick(&random)
        var profile = PracticalProfile()
        if random.chance(0.8) {
            let amount = city.payLevel * (35 + 15 * Double(seniority)) * (0.7 + 0.6 * random.unit())
            let target = max(1, amount.rounded()) * 1000
            profile.target = try Pay(target, city.currency)
            if random.chance(0.5) {
                profile.minimum = try Pay((target * 0.9).rounded(), city.currency)
            }
        }
        if random.chance(0.9) { profile.availability = week(&random) }
        if random.chance(0.97) { profile.offset = city.offset }
        if random.chance(0.95) { profile.location = try places.home(in: city, &random) }
        if random.chance(0.9) {
            var languages = [city.language: CEFR.c2]
            if random.chance(0.8) {
                languages[places.english] = CEFR(rawValue: UInt8(3 + random.below(4))) ?? .c1
            }
            profile.languages = languages
        }
        if random.chance(0.9) {
            var countries: Set<CountryCode> = [city.country]
            while random.chance(0.5), countries.count < 6 {
                countries.insert(places.cities[random.below(places.cities.count)].country)
            }
            profile.authorizedCountries = countries
        }
        if random.chance(0.7) {
            profile.benefits = BenefitWishes(
                required: benefits(random.below(3), &random),
                preferred: benefits(random.below(4), &random)
            )
        }
        return profile
    }

    func benefits(_ count: Int, _ random: inout PoolRandom) -> Set<String> {
        var chosen: Set<String> = []
        for _ in 0..<count { chosen.insert("benefit_\(random.below(12))") }
        return chosen
    }
}
