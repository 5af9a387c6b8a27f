extension SkillsDetail {
    func write(to json: inout CanonicalJSON) {
        json.object("skills") { json in
            line.write(to: &json)
            json.array("requirements", requirements) { $1.write(to: &$0) }
            json.array("used_twice", usedTwice) { json, skill in
                json.object { skill.write(to: &$0) }
            }
        }
    }
}

extension MeaningDetail {
    func write(to json: inout CanonicalJSON) {
        json.object("meaning") { json in
            line.write(to: &json)
            json.array("missing", missing) { $1.write(to: &$0) }
            mission.write("mission", to: &json)
            principles.write("principles", to: &json)
            json.array("shared", shared) { $1.write(to: &$0) }
            vision.write("vision", to: &json)
        }
    }
}

extension PracticalDetail {
    func write(to json: inout CanonicalJSON) {
        line.write(to: &json)
        json.array("parts", parts) { $1.write(to: &$0) }
        json.array("to_confirm", toConfirm) { $0.string($1.rawValue) }
    }
}

extension Suggestion {
    func write(to json: inout CanonicalJSON) {
        json.object { json in
            json.object("cautious") { cautious.write(to: &$0) }
            json.object("confident") { confident.write(to: &$0) }
            json.member("impact", impact)
            json.member("kind", kind.rawValue)
            json.object("subject") { json in
                switch subject {
                case .skill(let skill): skill.write(to: &json)
                case .principle(let principle):
                    json.member("kind", principle.kind.rawValue)
                    json.member("name", principle.name)
                }
            }
        }
    }
}

extension WhatIf {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.member("assumption", assumption)
        json.member("delta", delta)
        if let rank {
            json.member("rank_after", rank.after)
            json.member("rank_before", rank.before)
        }
        json.member("score", score)
    }
}

extension ComponentLine {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.object("line") { json in
            json.member("contribution", contribution)
            measure.write("value", to: &json)
            json.member("weight", weight)
        }
    }
}

extension PracticalLine {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.object { json in
            json.member("contribution", contribution)
            json.member("part", part.rawValue)
            measure.write("value", to: &json)
            json.member("weight", weight)
        }
    }
}

extension RequirementLine {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.object { json in
            json.member("contribution", contribution)
            json.member("level", level.name)
            json.member("required", isRequired)
            if let served { json.object("served") { served.write(to: &$0) } }
            json.object("skill") { skill.write(to: &$0) }
            json.member("weight", weight)
        }
    }
}

extension Serving {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.member("adjacency", factors.adjacency)
        json.member("evidence", evidence)
        json.member("evidence_factor", factors.evidence)
        json.member("impact_factor", factors.impact)
        json.member("level", level.name)
        json.member("level_factor", factors.level)
        json.member("match", match)
        json.member("recency", factors.recency)
        json.member("relation", relation.name)
        json.object("skill") { skill.write(to: &$0) }
    }
}

extension SkillReference {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.member("code", code.description)
        json.member("name", name)
    }
}

extension Principle {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.object { json in
            json.member("kind", kind.rawValue)
            json.member("name", name)
        }
    }
}

extension Measure {
    fileprivate func write(_ name: String, to json: inout CanonicalJSON) {
        switch self {
        case .known(let value): json.member(name, value)
        case .unknown: json.member(name, "unknown")
        case .notApplicable: json.member(name, "not_applicable")
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
