public import MatchEngine

extension PoolGenerator {
    /// Assignment `number`: two thirds of its requirements required, the rest nice to have.
    /// - Parameter requirements: how many skills it asks for.
    public func assignment(
        _ number: Int,
        requirements: Int = 12
    ) throws(InputError) -> Assignment {
        var random = PoolRandom(seed: seed, stream: UInt64(number) << 8 | 0xB0)
        let occupation = occupations.pick(&random)
        let all = try self.requirements(requirements, of: occupation, &random)
        let required = (all.count * 2 + 2) / 3
        let isWeighted = random.chance(0.5)
        var asked: [AskedPrinciple] = []
        for principle in stance(3 + random.below(4), &random).sorted() {
            let weight = isWeighted ? 0.5 + random.unit() : nil
            asked.append(try AskedPrinciple(principle, weight: weight))
        }
        return try Assignment(
            id: Self.id(&random),
            organization: organizations[random.below(organizations.count)],
            required: Array(all[..<required]),
            nice: Array(all[required...]),
            mission: try phrases.write(about: occupation.topic, words: 10, &random),
            vision: try phrases.write(about: occupation.topic, words: 8, &random),
            principles: asked,
            practical: try terms(&random)
        )
    }

    private func requirements(
        _ count: Int,
        of occupation: Occupations.Occupation,
        _ random: inout PoolRandom
    ) throws(InputError) -> [Requirement] {
        var known: Set<SkillID> = []
        var all: [Requirement] = []
        for attempt in 0..<count * 20 where all.count < count {
            // Long lists go beyond what is typical.
            let skill =
                attempt < count * 4
                ? occupations.typicalSkill(of: occupation, &random)
                : occupations.skill(of: occupation, &random)
            guard known.insert(skill).inserted else { continue }
            all.append(
                try Requirement(
                    skill: skill,
                    level: Competency(rawValue: UInt8(2 + random.below(4))) ?? .c3,
                    weight: 0.5 + 1.5 * random.unit()
                )
            )
        }
        return all
    }

    private func terms(_ random: inout PoolRandom) throws(InputError) -> PracticalTerms {
        let city = places.pick(&random)
        let modes: [PracticalTerms.Mode] = [.remote, .remote, .hybrid, .hybrid, .onsite]
        var terms = PracticalTerms(mode: modes[random.below(5)])
        let middle = city.payLevel * (50 + 60 * random.unit()) * 1000
        terms.pay = try PayRange(middle * 0.85, middle * 1.15, city.currency)
        terms.availability = WeekBitmap(days: 0..<5, from: 18, to: 34)
        terms.offset = city.offset
        terms.workplace = try Workplace(
            point: try GeoPoint(latitude: city.latitude, longitude: city.longitude),
            radius: 30
        )
        if random.chance(0.8) { terms.languages = [places.english: .b2] }
        if random.chance(0.7) {
            terms.authorization = AuthorizationTerms(
                country: city.country,
                canSponsor: random.chance(0.5)
            )
        }
        terms.benefits = benefits(2 + random.below(6), &random)
        return terms
    }
}
