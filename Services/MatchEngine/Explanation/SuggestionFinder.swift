/// Tries changes of a profile one by one and keeps those that move the score.
struct SuggestionFinder {
    /// Less than half a point is not worth anybody's time.
    static let deltaMin = 0.005
    /// Evidence that a new skill has at first, and at best.
    static let newEvidence = 0.3
    static let strongEvidence = 0.9
    /// "Within half a year": the cautious reading of a refreshed skill.
    static let recentDays: Int32 = 183

    let pair: ScoredPair
    let taxonomy: Taxonomy
    let asOf: Day

    /// The largest first: by confident delta, cautious delta, kind, subject.
    func suggestions() -> [Suggestion] {
        var found: [Suggestion?] = []
        var seen: Set<SkillID> = []
        for row in pair.matrix.rows {
            let asked = row.requirement
            if pair.profile[asked.skill] == nil, seen.insert(asked.skill).inserted {
                found.append(addSkill(asked))
            }
        }
        for (skill, level) in improvable() {
            found.append(raiseLevel(skill, to: level))
            found.append(addProof(skill))
            found.append(refresh(skill))
        }
        for asked in pair.assignment.principles { found.append(hold(asked.principle)) }
        return found.compactMap(\.self).sorted(by: Self.precedes)
    }

    /// Skills that are asked for or that serve, with the highest level asked of each.
    private func improvable() -> [(CandidateSkill, Competency)] {
        var levels: [SkillID: Competency] = [:]
        for row in pair.matrix.rows {
            let asked = row.requirement
            let serving = row.bestIndex.map { pair.profile.skills[$0].skill }
            for skill in [serving, asked.skill].compactMap(\.self) {
                levels[skill] = max(levels[skill] ?? asked.level, asked.level)
            }
        }
        return pair.profile.skills.compactMap { held in levels[held.skill].map { (held, $0) } }
    }

    private func addSkill(_ asked: Requirement) -> Suggestion? {
        guard pair.profile.skills.count < EngineLimits.profileSkillsMax,
            var cautious = try? CandidateSkill(
                skill: asked.skill,
                level: asked.level.lowered,
                lastUse: .ended(asOf)
            )
        else { return nil }
        cautious.assumedEvidence = Self.newEvidence
        var confident = cautious
        confident.level = asked.level
        confident.assumedEvidence = Self.strongEvidence
        return suggestion(.addSkill, cautious, confident) { entry in
            "\(entry.level.name), used now, evidence \(entry.assumedEvidence ?? 0)"
        }
    }

    private func raiseLevel(_ held: CandidateSkill, to asked: Competency) -> Suggestion? {
        guard held.level < asked else { return nil }
        var (cautious, confident) = (held, held)
        cautious.level = held.level.raised
        confident.level = asked
        return suggestion(.raiseLevel, cautious, confident) { entry in
            "\(entry.level.name) instead of \(held.level.name)"
        }
    }

    private func addProof(_ held: CandidateSkill) -> Suggestion? {
        guard pair.policy.evidence(of: held) < Self.strongEvidence else { return nil }
        var (cautious, confident) = (held, held)
        confident.assumedEvidence = Self.strongEvidence
        if held.proofs.employer < .max { cautious.proofs.employer += 1 }
        // One employer may be all that was lacking.
        if pair.policy.evidence(of: cautious) >= Self.strongEvidence { cautious = confident }
        return suggestion(.addProof, cautious, confident) { entry in
            entry.assumedEvidence.map { "evidence \($0)" } ?? "one more employer"
        }
    }

    private func refresh(_ held: CandidateSkill) -> Suggestion? {
        var (cautious, confident) = (held, held)
        confident.lastUse = .ended(asOf)
        let recent = Day(number: asOf.number - Self.recentDays)
        switch held.lastUse {
        case .ongoing: return nil
        case .ended(let end) where end >= asOf: return nil
        case .ended(let end) where end >= recent: cautious = confident
        case .ended, .undated: cautious.lastUse = .ended(recent)
        }
        return suggestion(.refreshSkill, cautious, confident) { entry in
            entry.lastUse == .ended(asOf) ? "used now" : "used within half a year"
        }
    }

    private func hold(_ principle: Principle) -> Suggestion? {
        let change = ProfileChange.principle(principle)
        guard pair.profile.principles?.contains(principle) != true,
            pair.profile.principles?.count ?? 0 < EngineLimits.tagsMax,
            let score = pair.value(after: change), isWorthwhile(score)
        else { return nil }
        let held = whatIf(change, score, "if true")
        return Suggestion(
            kind: .updateValue,
            subject: .principle(principle),
            cautious: held,
            confident: held
        )
    }

    /// Words are made for what is kept only.
    private func suggestion(
        _ kind: Suggestion.Kind,
        _ cautious: CandidateSkill,
        _ confident: CandidateSkill,
        _ words: (CandidateSkill) -> String
    ) -> Suggestion? {
        guard let high = pair.value(after: .skill(confident)), isWorthwhile(high),
            let low = pair.value(after: .skill(cautious))
        else { return nil }
        let skill = taxonomy[confident.skill]
        return Suggestion(
            kind: kind,
            subject: .skill(SkillReference(code: skill.code, name: skill.name)),
            cautious: whatIf(.skill(cautious), low, "if true and verified: \(words(cautious))"),
            confident: whatIf(.skill(confident), high, "if true and verified: \(words(confident))")
        )
    }

    private func whatIf(_ change: ProfileChange, _ score: Double, _ words: String) -> WhatIf {
        WhatIf(change: change, assumption: words, score: score, delta: score - pair.score.value)
    }

    private func isWorthwhile(_ score: Double) -> Bool {
        score - pair.score.value >= Self.deltaMin
    }

    private static func precedes(_ a: Suggestion, _ b: Suggestion) -> Bool {
        if a.confident.delta != b.confident.delta { return a.confident.delta > b.confident.delta }
        if a.cautious.delta != b.cautious.delta { return a.cautious.delta > b.cautious.delta }
        return (a.kind.order, a.subject.order) < (b.kind.order, b.subject.order)
    }
}

extension Suggestion.Kind {
    fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Suggestion.Subject {
    fileprivate var order: String {
        switch self {
        case .skill(let skill): "\(skill.code)"
        case .principle(let principle): "\(principle.kind.rawValue) \(principle.name)"
        }
    }
}
