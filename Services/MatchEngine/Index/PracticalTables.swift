import FoundationEssentials

/// Exact practical parts of one assignment for the distinct values of one segment, each computed
/// when first asked for.
struct PracticalTables {
    private let rules: PracticalRules
    private let weights: ScoringPolicy.PracticalWeights
    private var visibility: Part<Set<UUID>>
    private var compensation: Part<PayWish>
    private var availability: Part<WorkingTime>
    private var timezone: Part<WorkingTime>
    private var location: Part<GeoPoint?>
    private var language: Part<[LanguageCode: CEFR]?>
    private var authorization: Part<Set<CountryCode>?>
    private var benefits: Part<BenefitWishes>

    init(_ columns: PracticalColumns, for assignment: Assignment, rules: ReferenceScorer) {
        self.rules = PracticalRules(assignment: assignment, rules: rules)
        weights = rules.policy.settings.practical
        visibility = Part(columns.hiddenFrom)
        compensation = Part(columns.pay)
        availability = Part(columns.time)
        timezone = Part(columns.time)
        location = Part(columns.place)
        language = Part(columns.languages)
        authorization = Part(columns.countries)
        benefits = Part(columns.benefits)
    }

    /// The practical sums of a row, bit for bit those of ``PracticalMeasures``; nil when a gate
    /// excludes it.
    mutating func weighing(_ row: Int) -> Weighing? {
        var sums = Weighing()
        let isOpen =
            visibility.add(row, 0, &sums, rules.visibility)
            && compensation.add(row, weights.compensation, &sums, rules.compensation)
            && availability.add(row, weights.availability, &sums, rules.availability)
            && timezone.add(row, weights.timezone, &sums, rules.timezone)
            && location.add(row, weights.location, &sums, rules.location)
            && language.add(row, weights.language, &sums, rules.language)
            && authorization.add(row, weights.workAuthorization, &sums, rules.authorization)
            && benefits.add(row, weights.benefits, &sums, rules.benefits)
        return isOpen ? sums : nil
    }

    /// One part's results by the codes of its column.
    private struct Part<Value: Hashable & Sendable> {
        private let column: InternedColumn<Value>
        private var cells: [PracticalCell]

        init(_ column: InternedColumn<Value>) {
            self.column = column
            cells = [PracticalCell](repeating: .untouched, count: column.values.count)
        }

        /// Adds the row's part to the sums; false when its gate is closed.
        @inline(__always)
        mutating func add(
            _ row: Int,
            _ weight: Double,
            _ sums: inout Weighing,
            _ rule: (Value) -> PracticalCell
        ) -> Bool {
            let code = Int(column.codes[row])
            if case .untouched = cells[code] { cells[code] = rule(column.values[code]) }
            switch cells[code] {
            case .known(let value): sums.add(.known(value), weight: weight)
            case .unknown: sums.add(.unknown, weight: weight)
            case .notApplicable, .untouched: break
            case .closed: return false
            }
            return true
        }
    }
}

/// What one practical value gives under one assignment.
enum PracticalCell: BitwiseCopyable {
    case untouched, known(Double), unknown, notApplicable
    /// The value's gate excludes everybody who has it.
    case closed

    init(_ measure: Measure) {
        switch measure {
        case .known(let value): self = .known(value)
        case .unknown: self = .unknown
        case .notApplicable: self = .notApplicable
        }
    }
}

/// The reference's practical rules, one distinct value at a time.
struct PracticalRules {
    private let assignment: Assignment
    private let policy: ScoringPolicy
    private let pay: CompensationRule

    init(assignment: Assignment, rules: ReferenceScorer) {
        self.assignment = assignment
        policy = rules.policy
        pay = CompensationRule(policy: rules.policy, rates: rules.rates)
    }

    private var terms: PracticalTerms { assignment.practical }

    func visibility(_ hiddenFrom: Set<UUID>) -> PracticalCell {
        hiddenFrom.contains(assignment.organization) ? .closed : .notApplicable
    }

    func compensation(_ wish: PayWish) -> PracticalCell {
        cell(
            pay.measure(target: wish.target, range: terms.pay),
            pay.gate(minimum: wish.minimum, range: terms.pay), .compensation)
    }

    func availability(_ time: WorkingTime) -> PracticalCell {
        let profile = PracticalProfile(availability: time.week, offset: time.offset)
        return PracticalCell(AvailabilityRule.measure(profile, terms))
    }

    func timezone(_ time: WorkingTime) -> PracticalCell {
        PracticalCell(
            TimezoneRule.measure(time.offset, terms, workingHours: policy.workingHours))
    }

    func location(_ home: GeoPoint?) -> PracticalCell {
        let rule = LocationRule.apply(home, terms)
        return cell(rule.measure, rule.gate, .location)
    }

    func language(_ spoken: [LanguageCode: CEFR]?) -> PracticalCell {
        let rule = LanguageRule.apply(spoken, terms.languages)
        return cell(rule.measure(policy.softFailure), rule.gate, .language)
    }

    func authorization(_ countries: Set<CountryCode>?) -> PracticalCell {
        let rule = AuthorizationRule.apply(countries, terms.authorization)
        return cell(rule.measure(policy), rule.gate, .workAuthorization)
    }

    func benefits(_ wishes: BenefitWishes) -> PracticalCell {
        PracticalCell(BenefitsRule.measure(wishes, terms.benefits, policy: policy))
    }

    private func cell(
        _ measure: Measure,
        _ verdict: GateVerdict,
        _ gate: ScoringPolicy.OptionalGate
    ) -> PracticalCell {
        verdict == .closed && policy.gates.contains(gate) ? .closed : PracticalCell(measure)
    }
}
