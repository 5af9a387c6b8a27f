import FoundationEssentials

/// Exact practical parts of one assignment for the values of one segment. Weeks, languages and
/// countries repeat, so each distinct value is computed when first asked for and kept; pay, places
/// and benefits are mostly different ones, so they are computed for each row that needs them.
struct PracticalTables {
    private let rules: PracticalRules
    private let columns: PracticalColumns
    private let weights: ScoringPolicy.PracticalWeights
    private var visibility: [UInt8]
    private var languageGate: [UInt8]
    private var authorizationGate: [UInt8]
    private var availability: [Double]
    private var timezone: [Double]
    private var language: [Double]
    private var authorization: [Double]
    private let offered: [Bool]

    init(_ columns: PracticalColumns, for assignment: Assignment, rules: ReferenceScorer) {
        func cells(_ count: Int) -> [Double] {
            [Double](repeating: PracticalCell.untouched, count: count)
        }
        self.rules = PracticalRules(assignment: assignment, rules: rules)
        self.columns = columns
        offered = self.rules.offers(columns.benefits.names)
        weights = rules.policy.settings.practical
        func gates(_ count: Int) -> [UInt8] { [UInt8](repeating: Gate.untouched, count: count) }
        visibility = gates(columns.hiddenFrom.count)
        languageGate = gates(columns.languages.count)
        authorizationGate = gates(columns.countries.count)
        availability = cells(columns.time.count)
        timezone = cells(columns.time.count)
        language = cells(columns.languages.count)
        authorization = cells(columns.countries.count)
    }

    /// Removes candidates who are hidden, or whom languages or work authorization exclude: what
    /// excludes most and costs least. Returns how many.
    mutating func removeClosed(from candidates: inout [Candidate]) -> Int {
        var kept = 0
        for index in candidates.indices {
            let candidate = candidates[index]
            // Written always, kept or not: a branch would be foreseen wrong too often.
            candidates[kept] = candidate
            kept += 1 - Int(gate(Int(candidate.row)))
        }
        let removed = candidates.count - kept
        candidates.removeLast(removed)
        return removed
    }

    /// Sets the bounds of such rows to 0, *excluded*; returns those that were above.
    mutating func close(_ bounds: inout [UInt16]) -> [Int] {
        precondition(bounds.count == columns.codes.count)
        var closed: [Int] = []
        for row in bounds.indices where gate(row) != Gate.open && bounds[row] > 0 {
            bounds[row] = 0
            closed.append(row)
        }
        return closed
    }

    /// Open or closed, 0 or 1.
    private mutating func gate(_ row: Int) -> UInt8 {
        let codes = Codes(columns.codes[row])
        let gate =
            visibility[codes.hiddenFrom] | languageGate[codes.languages]
            | authorizationGate[codes.countries]
        return gate >= Gate.untouched ? settle(codes) : gate
    }

    /// What a value says about everybody who has it. Or-ed, the greatest decides.
    private enum Gate {
        static let open: UInt8 = 0
        static let closed: UInt8 = 1
        static let untouched: UInt8 = 2
    }

    /// Settles gates that nobody asked for yet.
    @inline(never)
    private mutating func settle(_ codes: Codes) -> UInt8 {
        func gate(_ cell: Double) -> UInt8 {
            cell == PracticalCell.closed ? Gate.closed : Gate.open
        }
        if visibility[codes.hiddenFrom] == Gate.untouched {
            let cell = rules.visibility(columns.hiddenFrom[codes.hiddenFrom])
            visibility[codes.hiddenFrom] = gate(cell)
        }
        if languageGate[codes.languages] == Gate.untouched {
            language[codes.languages] = rules.language(columns.languages[codes.languages])
            languageGate[codes.languages] = gate(language[codes.languages])
        }
        if authorizationGate[codes.countries] == Gate.untouched {
            authorization[codes.countries] =
                rules.authorization(columns.countries.countries(codes.countries))
            authorizationGate[codes.countries] = gate(authorization[codes.countries])
        }
        return visibility[codes.hiddenFrom] | languageGate[codes.languages]
            | authorizationGate[codes.countries]
    }

    /// A bound of the practical score: what few values tell apart counts as it is; pay, place and
    /// benefits, of which there are many, count as full.
    ///
    /// Where these are unknown or do not apply, the score is the mean of the others, which adding
    /// full parts cannot lower.
    mutating func most(_ row: Int) -> Double {
        let codes = Codes(columns.codes[row])
        if availability[codes.time] == PracticalCell.untouched { work(codes) }
        var sum = weights.compensation + weights.location + weights.benefits
        var known = sum
        func add(_ cell: Double, _ weight: Double) {
            guard cell >= 0 else { return }
            sum += weight * cell
            known += weight
        }
        add(availability[codes.time], weights.availability)
        add(timezone[codes.time], weights.timezone)
        add(language[codes.languages], weights.language)
        add(authorization[codes.countries], weights.workAuthorization)
        return known == 0 ? 1 : min(1, sum / known * Rounding.up)
    }

    /// The practical sums of a row that is open, bit for bit those of ``PracticalMeasures``; nil
    /// when a gate excludes it after all.
    mutating func weighing(_ row: Int) -> Weighing? {
        let codes = Codes(columns.codes[row])
        if availability[codes.time] == PracticalCell.untouched { work(codes) }
        var sums = Weighing()
        let isOpen =
            PracticalCell.add(
                rules.compensation(columns.pay[codes.pay]),
                weights.compensation,
                &sums
            )
            && PracticalCell.add(availability[codes.time], weights.availability, &sums)
            && PracticalCell.add(timezone[codes.time], weights.timezone, &sums)
            && PracticalCell.add(
                rules.location(columns.place[codes.place].point),
                weights.location,
                &sums
            )
            && PracticalCell.add(language[codes.languages], weights.language, &sums)
            && PracticalCell.add(
                authorization[codes.countries],
                weights.workAuthorization,
                &sums
            )
            && PracticalCell.add(
                rules.benefits(columns.benefits.share(codes.benefits, offered)),
                weights.benefits,
                &sums
            )
        return isOpen ? sums : nil
    }

    /// Settles what a week and its zone give.
    @inline(never)
    private mutating func work(_ codes: Codes) {
        availability[codes.time] = rules.availability(columns.time[codes.time])
        timezone[codes.time] = rules.timezone(columns.time[codes.time])
    }

    /// Where a row's values are.
    private struct Codes {
        let pay, time, place, languages, countries, benefits, hiddenFrom: Int

        init(_ codes: PracticalColumns.Codes) {
            typealias Part = PracticalColumns.Part
            pay = Int(codes[Part.pay])
            time = Int(codes[Part.time])
            place = Int(codes[Part.place])
            languages = Int(codes[Part.languages])
            countries = Int(codes[Part.countries])
            benefits = Int(codes[Part.benefits])
            hiddenFrom = Int(codes[Part.hiddenFrom])
        }
    }
}

/// What one practical value gives under one assignment: a known 0…1, or one of these.
enum PracticalCell {
    static let unknown = -1.0
    static let notApplicable = -2.0
    /// The value's gate excludes everybody who has it.
    static let closed = -3.0
    static let untouched = -4.0

    static func of(_ measure: Measure) -> Double {
        switch measure {
        case .known(let value): value
        case .unknown: unknown
        case .notApplicable: notApplicable
        }
    }

    /// Adds a part to the sums; false when its gate is closed.
    static func add(_ cell: Double, _ weight: Double, _ sums: inout Weighing) -> Bool {
        if cell >= 0 {
            sums.add(.known(cell), weight: weight)
        } else if cell == unknown {
            sums.add(.unknown, weight: weight)
        }
        return cell != closed
    }
}

/// The reference's practical rules, one distinct value at a time.
final class PracticalRules: Sendable {
    private let organization: UUID
    private let terms: PracticalTerms
    private let policy: ScoringPolicy
    private let pay: CompensationRule

    init(assignment: Assignment, rules: ReferenceScorer) {
        organization = assignment.organization
        terms = assignment.practical
        policy = rules.policy
        pay = CompensationRule(policy: rules.policy, rates: rules.rates)
    }

    func visibility(_ hiddenFrom: Set<UUID>) -> Double {
        !hiddenFrom.isEmpty && hiddenFrom.contains(organization)
            ? PracticalCell.closed : PracticalCell.notApplicable
    }

    func compensation(_ wish: PayWish) -> Double {
        cell(
            pay.measure(target: wish.target, range: terms.pay),
            pay.gate(minimum: wish.minimum, range: terms.pay),
            .compensation
        )
    }

    func availability(_ time: WorkingTime) -> Double {
        let profile = PracticalProfile(availability: time.week, offset: time.offset)
        return PracticalCell.of(AvailabilityRule.measure(profile, terms))
    }

    func timezone(_ time: WorkingTime) -> Double {
        PracticalCell.of(
            TimezoneRule.measure(time.offset, terms, workingHours: policy.workingHours)
        )
    }

    func location(_ home: GeoPoint?) -> Double {
        let rule = LocationRule.apply(home, terms)
        return cell(rule.measure, rule.gate, .location)
    }

    func language(_ spoken: [LanguageCode: CEFR]?) -> Double {
        let rule = LanguageRule.apply(spoken, terms.languages)
        return cell(rule.measure(policy.softFailure), rule.gate, .language)
    }

    func authorization(_ countries: ArraySlice<CountryCode>?) -> Double {
        let rule = AuthorizationRule.apply(countries, terms.authorization)
        return cell(rule.measure(policy), rule.gate, .workAuthorization)
    }

    /// For each of `names` whether the assignment offers it.
    func offers(_ names: [String]) -> [Bool] {
        names.map { terms.benefits?.contains($0) ?? false }
    }

    func benefits(_ share: (required: Double?, preferred: Double?)) -> Double {
        let measure = BenefitsRule.measure(share.required, share.preferred, policy)
        let isUnknown = terms.benefits == nil && measure != .notApplicable
        return PracticalCell.of(isUnknown ? .unknown : measure)
    }

    private func cell(
        _ measure: Measure,
        _ verdict: GateVerdict,
        _ gate: ScoringPolicy.OptionalGate
    ) -> Double {
        verdict == .closed && policy.gates.contains(gate)
            ? PracticalCell.closed : PracticalCell.of(measure)
    }
}
