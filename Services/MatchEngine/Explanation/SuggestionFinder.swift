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
            for skill in Set([serving, asked.skill].compactMap(\.self)) {
                levels[skill] = max(levels[skill] ?? asked.level, asked.level)
            }
        }
        return pair.profile.skills.compactMap { held in levels[held.skill].map { (held, $0) } }
    }

    private func addSkill(_ asked: Requirement) -> Suggestion? {
        guard pair.profile.skills.count < EngineLimits.profileSkillsMax else { return nil }
        func new(_ level: Competency, _ evidence: Double) -> ProfileChange? {
            guard
                var entry = try? CandidateSkill(
                    skill: asked.skill,
                    level: level,
                    lastUse: .ended(asOf)
                )
            else { return nil }
            entry.assumedEvidence = evidence
            return .skill(entry)
        }
        func words(_ level: Competency, _ evidence: String) -> String {
            "if true and verified: \(level.name), used now, evidence \(evidence)"
        }
        let low = asked.level.lowered
        return suggestion(
            .addSkill,
            asked.skill,
            cautious: new(low, Self.newEvidence).map { ($0, words(low, "0.3")) },
            confident: new(asked.level, Self.strongEvidence).map { ($0, words(asked.level, "0.9")) }
        )
    }

    private func raiseLevel(_ held: CandidateSkill, to asked: Competency) -> Suggestion? {
        guard held.level < asked else { return nil }
        func raised(to level: Competency) -> (ProfileChange, String) {
            var entry = held
            entry.level = level
            let words = "if true and verified: \(level.name) instead of \(held.level.name)"
            return (.skill(entry), words)
        }
        return suggestion(
            .raiseLevel,
            held.skill,
            cautious: raised(to: held.level.raised),
            confident: raised(to: asked)
        )
    }

    private func addProof(_ held: CandidateSkill) -> Suggestion? {
        guard pair.policy.evidence(of: held) < Self.strongEvidence else { return nil }
        var one = held
        one.proofs.employer = held.proofs.employer == .max ? .max : held.proofs.employer + 1
        var strong = held
        strong.assumedEvidence = Self.strongEvidence
        let oneIsEnough = pair.policy.evidence(of: one) >= Self.strongEvidence
        let confident = (
            ProfileChange.skill(strong), "if true and verified: evidence 0.9"
        )
        return suggestion(
            .addProof,
            held.skill,
            cautious: oneIsEnough
                ? confident : (.skill(one), "if true and verified: one more employer"),
            confident: confident
        )
    }

    private func refresh(_ held: CandidateSkill) -> Suggestion? {
        func used(_ day: Day) -> ProfileChange {
            var entry = held
            entry.lastUse = .ended(day)
            return .skill(entry)
        }
        let recent = Day(number: asOf.number - Self.recentDays)
        let now = (used(asOf), "if true and verified: used now")
        switch held.lastUse {
        case .ongoing: return nil
        case .ended(let end) where end >= asOf: return nil
        case .ended(let end) where end >= recent:
            return suggestion(.refreshSkill, held.skill, cautious: now, confident: now)
        case .ended, .undated:
            return suggestion(
                .refreshSkill,
                held.skill,
                cautious: (used(recent), "if true and verified: used within half a year"),
                confident: now
            )
        }
    }

    private func hold(_ principle: Principle) -> Suggestion? {
        guard pair.profile.principles?.contains(principle) != true,
            pair.profile.principles?.count ?? 0 < EngineLimits.tagsMax,
            let held = whatIf(.principle(principle), "if true")
        else { return nil }
        return Suggestion(
            kind: .updateValue,
            subject: .principle(principle),
            cautious: held,
            confident: held
        ).ifWorthwhile
    }

    private func suggestion(
        _ kind: Suggestion.Kind,
        _ skill: SkillID,
        cautious: (change: ProfileChange, words: String)?,
        confident: (change: ProfileChange, words: String)?
    ) -> Suggestion? {
        guard let cautious, let confident,
            let low = whatIf(cautious.change, cautious.words),
            let high = whatIf(confident.change, confident.words)
        else { return nil }
        let reference = SkillReference(code: taxonomy[skill].code, name: taxonomy[skill].name)
        return Suggestion(
            kind: kind,
            subject: .skill(reference),
            cautious: low,
            confident: high
        ).ifWorthwhile
    }

    private func whatIf(_ change: ProfileChange, _ words: String) -> WhatIf? {
        pair.value(after: change).map {
            WhatIf(change: change, assumption: words, score: $0, delta: $0 - pair.score.value)
        }
    }

    private static func precedes(_ a: Suggestion, _ b: Suggestion) -> Bool {
        if a.confident.delta != b.confident.delta { return a.confident.delta > b.confident.delta }
        if a.cautious.delta != b.cautious.delta { return a.cautious.delta > b.cautious.delta }
        return (a.kind.order, a.subject.order) < (b.kind.order, b.subject.order)
    }
}

extension Suggestion {
    fileprivate var ifWorthwhile: Suggestion? {
        confident.delta >= SuggestionFinder.deltaMin ? self : nil
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
