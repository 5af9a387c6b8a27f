import FoundationEssentials

/// Writes inputs as bytes so that different inputs never give the same bytes: every list and
/// every text carries its length, every optional a mark, and sets are sorted.
struct InputHash {
    private var bytes: [UInt8] = []

    static func of(
        _ profile: Profile,
        _ assignment: Assignment,
        taxonomy: Taxonomy,
        policy: ScoringPolicy
    ) -> String {
        var hash = InputHash()
        hash.bytes.reserveCapacity(4096)
        hash.add(profile, taxonomy, readsMinimum: policy.gates.contains(.compensation))
        hash.add(assignment, taxonomy)
        return SHA256.hex(of: hash.bytes)
    }

    /// `hiddenFrom` stays out: whom a person avoids is nobody's business, and a hidden company
    /// gets no explanation at all. The minimum pay counts only where a gate reads it.
    private mutating func add(_ profile: Profile, _ taxonomy: Taxonomy, readsMinimum: Bool) {
        bytes += profile.id.bytes
        add(profile.skills) { hash, held in
            hash.add(taxonomy[held.skill].code)
            hash.add(held.level.rawValue)
            hash.add(held.proofs.peer)
            hash.add(held.proofs.employer)
            hash.add(held.proofs.published)
            hash.add(held.lastUse)
            hash.add(held.impact) { $0.add($1) }
            hash.add(held.assumedEvidence) { $0.add($1) }
        }
        add(profile.mission) { $0.add($1) }
        add(profile.vision) { $0.add($1) }
        add(profile.principles) { $0.add($1.sorted()) { $0.add($1) } }
        let practical = profile.practical
        add(practical.target) { $0.add($1) }
        add(readsMinimum ? practical.minimum : nil) { $0.add($1) }
        add(practical.availability) { $0.add($1) }
        add(practical.offset) { $0.add($1.minutes) }
        add(practical.location) { $0.add($1) }
        add(practical.languages) { $0.add($1) }
        add(practical.authorizedCountries) { $0.add($1.sorted()) { $0.add($1.rawValue) } }
        add(practical.benefits.required.sorted()) { $0.add($1) }
        add(practical.benefits.preferred.sorted()) { $0.add($1) }
    }

    private mutating func add(_ assignment: Assignment, _ taxonomy: Taxonomy) {
        bytes += assignment.id.bytes
        bytes += assignment.organization.bytes
        for list in [assignment.required, assignment.nice] {
            add(list) { hash, asked in
                hash.add(taxonomy[asked.skill].code)
                hash.add(asked.level.rawValue)
                hash.add(asked.weight)
            }
        }
        add(assignment.mission) { $0.add($1) }
        add(assignment.vision) { $0.add($1) }
        add(assignment.principles) { hash, asked in
            hash.add(asked.principle)
            hash.add(asked.weight) { $0.add($1) }
        }
        let terms = assignment.practical
        add(terms.mode.rawValue)
        add(terms.pay) { hash, pay in
            hash.add(pay.minimum)
            hash.add(pay.maximum)
            hash.add(pay.currency.rawValue)
            hash.add(pay.period.rawValue)
        }
        add(terms.availability) { $0.add($1) }
        add(terms.offset) { $0.add($1.minutes) }
        add(terms.workplace) { hash, workplace in
            hash.add(workplace.point)
            hash.add(workplace.radius)
        }
        add(terms.languages)
        add(terms.authorization) { hash, authorization in
            hash.add(authorization.country.rawValue)
            hash.add(authorization.canSponsor ? 1 : 0 as UInt8)
            hash.add(authorization.sponsoredCountries.sorted()) { $0.add($1.rawValue) }
        }
        add(terms.benefits) { $0.add($1.sorted()) { $0.add($1) } }
    }
}

extension InputHash {
    private mutating func add(_ number: some FixedWidthInteger) {
        var rest = number
        for _ in 0..<number.bitWidth / 8 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest = rest >> 8
        }
    }

    private mutating func add(_ number: Double) { add(number.bitPattern) }

    private mutating func add(_ text: String) {
        add(UInt32(text.utf8.count))
        bytes += text.utf8
    }

    private mutating func add<Value>(
        _ value: Value?,
        _ write: (inout InputHash, Value) -> Void
    ) {
        guard let value else { return bytes.append(0) }
        bytes.append(1)
        write(&self, value)
    }

    private mutating func add<Element>(
        _ list: [Element],
        _ write: (inout InputHash, Element) -> Void
    ) {
        add(UInt32(list.count))
        for element in list { write(&self, element) }
    }

    private mutating func add(_ code: SkillCode) {
        add(code.group.packed)
        add(code.number)
    }

    private mutating func add(_ use: LastUse) {
        switch use {
        case .undated: bytes.append(0)
        case .ongoing: bytes.append(1)
        case .ended(let day):
            bytes.append(2)
            add(day.number)
        }
    }

    private mutating func add(_ vector: TextVector) {
        add(vector.encoder.rawValue)
        add(vector.components) { $0.add($1.bitPattern) }
    }

    private mutating func add(_ principle: Principle) {
        add(principle.kind.rawValue)
        add(principle.name)
    }

    private mutating func add(_ pay: Pay) {
        add(pay.amount)
        add(pay.currency.rawValue)
        add(pay.period.rawValue)
    }

    private mutating func add(_ week: WeekBitmap) {
        for word in 0..<6 { add(week.words[word]) }
    }

    private mutating func add(_ point: GeoPoint) {
        add(point.latitude)
        add(point.longitude)
    }

    private mutating func add(_ languages: [LanguageCode: CEFR]) {
        add(languages.sorted { $0.key.rawValue < $1.key.rawValue }) { hash, entry in
            hash.add(entry.key.rawValue)
            hash.add(entry.value.rawValue)
        }
    }
}
