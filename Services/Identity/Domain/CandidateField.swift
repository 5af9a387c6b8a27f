import Contract

/// The fields of a candidate record that have a source, by their names on the wire.
enum CandidateField: String, CaseIterable {
    case name, email, phone
    case locationCity = "location_city"
    case currentTitle = "current_title"
    case currentEmployer = "current_employer"
    case yearsExperience = "years_experience"
    case summary, skills, education, experience, languages
    case workAuthorization = "work_authorization"
    case availability
    case salaryExpectation = "salary_expectation"
    case links

    /// Whether nothing is known.
    func isEmpty(in fields: CandidateFields) -> Bool {
        access.isEmpty(fields)
    }

    /// Whether two records say the same.
    func isSame(_ left: CandidateFields, _ right: CandidateFields) -> Bool {
        access.isSame(left, right)
    }

    /// Takes what another record says.
    func copy(from source: CandidateFields, to fields: inout CandidateFields) {
        access.copy(source, &fields)
    }

    /// The fields in which two records differ.
    static func changed(from old: CandidateFields, to new: CandidateFields) -> [CandidateField] {
        allCases.filter { !$0.isSame(old, new) }
    }

    private var access: Access {
        switch self {
        case .name: .text(\.name)
        case .email: .value(\.email)
        case .phone: .value(\.phone)
        case .locationCity: .value(\.locationCity)
        case .currentTitle: .value(\.currentTitle)
        case .currentEmployer: .value(\.currentEmployer)
        case .yearsExperience: .value(\.yearsExperience)
        case .summary: .value(\.summary)
        case .skills: .list(\.skills)
        case .education: .list(\.education)
        case .experience: .list(\.experience)
        case .languages: .list(\.languages)
        case .workAuthorization: .list(\.workAuthorization)
        case .availability: .value(\.availability)
        case .salaryExpectation: .value(\.salaryExpectation)
        case .links: .list(\.links)
        }
    }
}

/// One field of any type.
private struct Access {
    typealias Path<Value> = WritableKeyPath<CandidateFields, Value>

    let isEmpty: (CandidateFields) -> Bool
    let isSame: (CandidateFields, CandidateFields) -> Bool
    let copy: (CandidateFields, inout CandidateFields) -> Void

    static func text(_ path: Path<String>) -> Access { of(path) { $0.isEmpty } }
    static func value<Value: Equatable>(_ path: Path<Value?>) -> Access { of(path) { $0 == nil } }
    static func list<Item: Equatable>(_ path: Path<[Item]>) -> Access { of(path) { $0.isEmpty } }

    private static func of<Value: Equatable>(
        _ path: Path<Value>,
        _ isEmpty: @escaping (Value) -> Bool
    ) -> Access {
        Access(
            isEmpty: { isEmpty($0[keyPath: path]) },
            isSame: { $0[keyPath: path] == $1[keyPath: path] },
            copy: { $1[keyPath: path] = $0[keyPath: path] }
        )
    }
}
