extension OrganizationExplanation {
    /// The explanation as bytes, the same for the same inputs and ``Pins`` for ever.
    public var canonicalJSON: [UInt8] {
        verdict.json(pins: pins, view: "organization") { json, match in
            json.member("confidence", match.confidence)
            match.meaning.write(to: &json)
            json.object("practical") { match.practical.write(to: &$0) }
            json.member("score", match.score)
            match.skills.write(to: &json)
            json.array("suggestions", match.suggestions) { $1.write(to: &$0) }
        }
    }
}

extension CandidateExplanation {
    /// The explanation as bytes: equal for assignments that differ in hidden values only, as
    /// long as the practical band is the same.
    public var canonicalJSON: [UInt8] {
        verdict.json(pins: pins, view: "candidate") { json, match in
            json.member("confidence", match.confidence)
            match.meaning.write(to: &json)
            json.object("practical") { match.practical.write(to: &$0) }
            json.member("score", match.score)
            match.skills.write(to: &json)
            json.array("suggestions", match.suggestions) { $1.write(to: &$0) }
        }
    }
}

extension Verdict {
    fileprivate func json(
        pins: Pins,
        view: String,
        _ write: (inout CanonicalJSON, Match) -> Void
    ) -> [UInt8] {
        CanonicalJSON.object { json in
            let name: String
            switch self {
            case .match(let match):
                name = "match"
                json.object("match") { write(&$0, match) }
            case .excluded(let gates):
                name = "excluded"
                json.array("gates", gates) { $0.string($1.rawValue) }
            case .insufficientData: name = "insufficient_data"
            }
            json.object("pins") { pins.write(to: &$0) }
            json.member("verdict", name)
            json.member("view", view)
        }
    }
}

extension PracticalFit {
    fileprivate func write(to json: inout CanonicalJSON) {
        switch self {
        case .measured(let detail): detail.write(to: &json)
        case .banded(let band, let toConfirm):
            if let band { json.member("band", band.rawValue) }
            json.array("to_confirm", toConfirm) { $0.string($1.rawValue) }
        }
    }
}

extension Pins {
    fileprivate func write(to json: inout CanonicalJSON) {
        json.member("as_of", asOf.description)
        json.member("inputs", inputs)
        json.member("policy", policy)
        json.member("rates", rates)
        json.member("taxonomy", taxonomy)
    }
}
