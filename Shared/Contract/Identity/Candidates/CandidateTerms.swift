import Vocabulary

/// What a candidate record and a change of it call alike.
enum CandidateTerms {
    static let name = FieldTerms(
        "name",
        .line(1...Limits.name),
        about: "What the candidate is called."
    )
    static let email = FieldTerms("email", about: "Where to write to.")
    static let phone = FieldTerms("phone", .line(1...Limits.phone), about: "Where to call.")
    static let locationCity = FieldTerms(
        "location_city",
        .line(1...Limits.name),
        about: "Where the candidate lives."
    )
    static let currentTitle = FieldTerms(
        "current_title",
        .line(1...Limits.name),
        about: "What the candidate does now."
    )
    static let currentEmployer = FieldTerms(
        "current_employer",
        .line(1...Limits.name),
        about: "For whom."
    )
    static let yearsExperience = FieldTerms(
        "years_experience",
        .number(0...70),
        about: "Years of work."
    )
    static let summary = FieldTerms(
        "summary",
        .text(1...Limits.text),
        about: "The candidate in a paragraph."
    )
    static let skills = FieldTerms(
        "skills",
        .items(0...Limits.listItems),
        about: "What the candidate can do."
    )
    static let education = FieldTerms(
        "education",
        .items(0...Limits.listItems),
        about: "What the candidate has studied."
    )
    static let experience = FieldTerms(
        "experience",
        .items(0...Limits.listItems),
        about: "Where the candidate has worked."
    )
    static let languages = FieldTerms(
        "languages",
        .items(0...Limits.listItems),
        about: "What the candidate speaks."
    )
    static let workAuthorization = FieldTerms(
        "work_authorization",
        .items(0...Limits.listItems),
        about: "Where the candidate may work."
    )
    static let availability = FieldTerms("availability", about: "When the candidate can start.")
    static let salaryExpectation = FieldTerms(
        "salary_expectation",
        about: "What the candidate hopes to earn."
    )
    static let links = FieldTerms(
        "links",
        .items(0...Limits.shortListItems),
        about: "Where there is more."
    )
}
