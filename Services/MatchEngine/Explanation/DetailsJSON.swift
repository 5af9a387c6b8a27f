extension SkillsDetail {
    var json: CanonicalJSON {
        .object([
            ("line", line.json),
            ("requirements", .array(requirements.map(\.json))),
            ("used_twice", .array(usedTwice.map(\.json))),
        ])
    }
}

extension MeaningDetail {
    var json: CanonicalJSON {
        .object([
            ("line", line.json),
            ("missing", .array(missing.map(\.json))),
            ("mission", mission.json),
            ("principles", principles.json),
            ("shared", .array(shared.map(\.json))),
            ("vision", vision.json),
        ])
    }
}

extension PracticalDetail {
    var json: CanonicalJSON {
        .object([
            ("line", line.json),
            ("parts", .array(parts.map(\.json))),
            ("to_confirm", .array(toConfirm.map { .string($0.rawValue) })),
        ])
    }
}

extension Suggestion {
    var json: CanonicalJSON {
        let target: (String, CanonicalJSON) =
            switch subject {
            case .skill(let skill): ("skill", skill.json)
            case .principle(let principle): ("principle", principle.json)
            }
        return .object([
            target,
            ("cautious", cautious.json),
            ("confident", confident.json),
            ("impact", .string(impact)),
            ("kind", .string(kind.rawValue)),
        ])
    }
}

extension WhatIf {
    fileprivate var json: CanonicalJSON {
        .object([
            ("assumption", .string(assumption)),
            ("delta", .number(delta)),
            ("rank_after", rank.map { .integer($0.after) }),
            ("rank_before", rank.map { .integer($0.before) }),
            ("score", .number(score)),
        ])
    }
}

extension ComponentLine {
    fileprivate var json: CanonicalJSON {
        .object([
            ("contribution", .number(contribution)),
            ("value", measure.json),
            ("weight", .number(weight)),
        ])
    }
}

extension PracticalLine {
    fileprivate var json: CanonicalJSON {
        .object([
            ("contribution", .number(contribution)),
            ("part", .string(part.rawValue)),
            ("value", measure.json),
            ("weight", .number(weight)),
        ])
    }
}

extension RequirementLine {
    fileprivate var json: CanonicalJSON {
        .object([
            ("contribution", .number(contribution)),
            ("level", .string(level.name)),
            ("required", .flag(isRequired)),
            ("served", served?.json),
            ("skill", skill.json),
            ("weight", .number(weight)),
        ])
    }
}

extension Serving {
    fileprivate var json: CanonicalJSON {
        .object([
            ("adjacency", .number(factors.adjacency)),
            ("evidence", .number(evidence)),
            ("evidence_factor", .number(factors.evidence)),
            ("impact_factor", .number(factors.impact)),
            ("level", .string(level.name)),
            ("level_factor", .number(factors.level)),
            ("match", .number(match)),
            ("recency", .number(factors.recency)),
            ("relation", .string(relation.name)),
            ("skill", skill.json),
        ])
    }
}

extension SkillReference {
    fileprivate var json: CanonicalJSON {
        .object([("code", .string("\(code)")), ("name", .string(name))])
    }
}

extension Principle {
    fileprivate var json: CanonicalJSON {
        .object([("kind", .string(kind.rawValue)), ("name", .string(name))])
    }
}

extension Measure {
    fileprivate var json: CanonicalJSON {
        switch self {
        case .known(let value): .number(value)
        case .unknown: .string("unknown")
        case .notApplicable: .string("not_applicable")
        }
    }
}

extension SkillRelation {
    /// `same`, `edge`, `same_l3`, `same_l2`, `same_l1` or `unrelated`.
    public var name: String {
        switch self {
        case .same: "same"
        case .edge: "edge"
        case .taxonomy(let distance): "same_l\(4 - distance)"
        case .unrelated: "unrelated"
        }
    }
}
