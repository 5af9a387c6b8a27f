extension OrganizationExplanation {
    /// The explanation as bytes, the same for the same inputs and ``Pins`` for ever.
    public var canonicalJSON: [UInt8] {
        verdict.json(pins: pins, view: "organization") { match in
            .object([
                ("confidence", .number(match.confidence)),
                ("meaning", match.meaning.json),
                ("practical", match.practical.json),
                ("score", .number(match.score)),
                ("skills", match.skills.json),
                ("suggestions", .array(match.suggestions.map(\.json))),
            ])
        }.bytes
    }
}

extension CandidateExplanation {
    /// The explanation as bytes: equal for assignments that differ in hidden values only, as
    /// long as the practical band is the same.
    public var canonicalJSON: [UInt8] {
        verdict.json(pins: pins, view: "candidate") { match in
            .object([
                ("confidence", .number(match.confidence)),
                ("meaning", match.meaning.json),
                ("practical", match.practical.json),
                ("score", .number(match.score)),
                ("skills", match.skills.json),
                ("suggestions", .array(match.suggestions.map(\.json))),
            ])
        }.bytes
    }
}

extension Verdict {
    fileprivate func json(
        pins: Pins,
        view: String,
        _ match: (Match) -> CanonicalJSON
    ) -> CanonicalJSON {
        let (name, detail, gates): (String, CanonicalJSON?, [Gate]?) =
            switch self {
            case .match(let found): ("match", match(found), nil)
            case .excluded(let gates): ("excluded", nil, gates)
            case .insufficientData: ("insufficient_data", nil, nil)
            }
        return .object([
            ("gates", gates.map { .array($0.map { .string($0.rawValue) }) }),
            ("match", detail),
            ("pins", pins.json),
            ("verdict", .string(name)),
            ("view", .string(view)),
        ])
    }
}

extension PracticalFit {
    fileprivate var json: CanonicalJSON {
        switch self {
        case .measured(let detail): detail.json
        case .banded(let band, let toConfirm):
            .object([
                ("band", band.map { .string($0.rawValue) }),
                ("to_confirm", .array(toConfirm.map { .string($0.rawValue) })),
            ])
        }
    }
}

extension Pins {
    fileprivate var json: CanonicalJSON {
        .object([
            ("as_of", .string("\(asOf)")),
            ("inputs", .string(inputs)),
            ("policy", .string(policy)),
            ("rates", .string(rates)),
            ("taxonomy", .string(taxonomy)),
        ])
    }
}
