import Contract
import Vocabulary

/// A candidate record with what its organization does not see of it. Changes are decided here:
/// state in, state and what happened out.
struct CandidateRecord: Hashable, Sendable {
    /// What its organization sees.
    var candidate: Candidate
    /// What an archived record was before.
    var statusBefore: CandidateStatus?
    /// The person who accepted to be it.
    var person: PersonID?
    /// What was told of the jobs that came of it; `placementHistory` shows them.
    var placements: [ToldPlacement] = []

    /// What happened to a record, with the fields that are concerned.
    struct Happening: Hashable {
        let what: CandidateChangeKind
        var fields: [CandidateField] = []
        var source: ValueSource?
        var other: CandidateID?
        var placement: PlacementID?
    }

    /// A new record.
    init(_ id: CandidateID, _ fields: CandidateFields, from source: ValueSource, at now: Instant) {
        candidate = Candidate(
            id: id,
            version: 1,
            status: .new,
            fields: fields,
            createdAt: now,
            updatedAt: now
        )
        let known = CandidateField.allCases.filter { !$0.isEmpty(in: fields) }
        candidate.noteSource(source, of: known, at: now)
    }

    init(_ candidate: Candidate, statusBefore: CandidateStatus?, person: PersonID?) {
        self.candidate = candidate
        self.statusBefore = statusBefore
        self.person = person
    }

    /// The words that the record is found by.
    var words: [String] {
        var words = SearchWords()
        let fields = candidate.fields
        words.add(fields.name)
        for text in [fields.currentTitle, fields.currentEmployer, fields.locationCity] {
            words.add(text)
        }
        for skill in fields.skills { words.add(skill.name) }
        return words.words
    }

    /// Makes a change. Nothing happened where the record says all of it already; the version then
    /// stays, so that a change sent twice is one.
    mutating func apply(
        _ change: UpdateCandidate,
        from source: ValueSource,
        at now: Instant
    ) throws(CandidateError) -> [Happening] {
        var happenings: [Happening] = []
        let old = candidate.fields
        candidate.fields = change.applied(to: old)
        let changed = CandidateField.changed(from: old, to: candidate.fields)
        if !changed.isEmpty {
            candidate.noteSource(source, of: changed, at: now)
            happenings.append(Happening(what: .updated, fields: changed, source: source))
        }
        // The person had shown that the address was theirs; the new one may be anybody's.
        if person != nil, old.email?.key != candidate.fields.email?.key {
            person = nil
            happenings.append(Happening(what: .unlinked))
        }
        if let status = change.status, let what = try move(to: status) {
            happenings.append(Happening(what: what))
        }
        if !happenings.isEmpty {
            candidate.version += 1
            candidate.updatedAt = now
        }
        return happenings
    }

    /// By hand a record is only set aside and taken up; the other states are reached by what they
    /// say has happened.
    private mutating func move(
        to status: CandidateStatus
    ) throws(CandidateError) -> CandidateChangeKind? {
        if status == candidate.status { return nil }
        if status == .archived {
            statusBefore = candidate.status
            candidate.status = .archived
            return .archived
        }
        guard candidate.status == .archived, status == statusBefore else {
            throw .statusNotByHand(allowed: statusBefore ?? .archived)
        }
        candidate.status = status
        statusBefore = nil
        return .restored
    }
}

extension Candidate {
    /// Notes where the values of fields come from; those that are empty now come from nowhere.
    mutating func noteSource(_ source: ValueSource, of changed: [CandidateField], at now: Instant) {
        var entries = provenance.filter { entry in
            !changed.contains { $0.rawValue == entry.field }
        }
        for field in changed where !field.isEmpty(in: fields) {
            entries.append(FieldProvenance(field: field.rawValue, source: source, at: now))
        }
        let order = CandidateField.allCases.map(\.rawValue)
        provenance = order.compactMap { name in entries.first { $0.field == name } }
    }
}

extension UpdateCandidate {
    /// The fields after the change.
    func applied(to old: CandidateFields) -> CandidateFields {
        CandidateFields(
            name: name ?? old.name,
            email: email.applied(to: old.email),
            phone: phone.applied(to: old.phone),
            locationCity: locationCity.applied(to: old.locationCity),
            currentTitle: currentTitle.applied(to: old.currentTitle),
            currentEmployer: currentEmployer.applied(to: old.currentEmployer),
            yearsExperience: yearsExperience.applied(to: old.yearsExperience),
            summary: summary.applied(to: old.summary),
            skills: skills ?? old.skills,
            education: education ?? old.education,
            experience: experience ?? old.experience,
            languages: languages ?? old.languages,
            workAuthorization: workAuthorization ?? old.workAuthorization,
            availability: availability.applied(to: old.availability),
            salaryExpectation: salaryExpectation.applied(to: old.salaryExpectation),
            links: links ?? old.links
        )
    }
}
