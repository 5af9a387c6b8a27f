import Contract
import Vocabulary

/// The fields of a candidate that have no column of their own, as they are stored: in the
/// contract's own spelling, so that there is one.
struct CandidateDetails: WireObject {
    var skills: [CandidateSkill]
    var education: [Education]
    var experience: [Position]
    var languages: [SpokenLanguage]
    var workAuthorization: [WorkAuthorization]
    var availability: Availability?
    var salaryExpectation: SalaryExpectation?
    var links: [WebAddress]

    static let shape = Shape(
        Self.init(
            skills:
            education:
            experience:
            languages:
            workAuthorization:
            availability:
            salaryExpectation:
            links:
        ),
        Field("skills", \.skills, default: []),
        Field("education", \.education, default: []),
        Field("experience", \.experience, default: []),
        Field("languages", \.languages, default: []),
        Field("work_authorization", \.workAuthorization, default: []),
        Field("availability", \.availability),
        Field("salary_expectation", \.salaryExpectation),
        Field("links", \.links, default: [])
    )
}

extension CandidateDetails {
    init(of fields: CandidateFields) {
        self.init(
            skills: fields.skills,
            education: fields.education,
            experience: fields.experience,
            languages: fields.languages,
            workAuthorization: fields.workAuthorization,
            availability: fields.availability,
            salaryExpectation: fields.salaryExpectation,
            links: fields.links
        )
    }
}
