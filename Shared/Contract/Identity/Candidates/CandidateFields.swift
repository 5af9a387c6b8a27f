public import Vocabulary

/// What is known about a candidate, whoever said it.
public struct CandidateFields: Hashable, Sendable {
    /// What the candidate is called.
    public var name: String
    /// Where to write to.
    public var email: EmailAddress?
    /// Where to call.
    public var phone: String?
    /// Where the candidate lives.
    public var locationCity: String?
    /// What the candidate does now.
    public var currentTitle: String?
    /// For whom.
    public var currentEmployer: String?
    /// Years of work.
    public var yearsExperience: Double?
    /// The candidate in a paragraph.
    public var summary: String?
    /// What the candidate can do.
    public var skills: [CandidateSkill]
    /// What the candidate has studied.
    public var education: [Education]
    /// Where the candidate has worked.
    public var experience: [Position]
    /// What the candidate speaks.
    public var languages: [SpokenLanguage]
    /// Where the candidate may work.
    public var workAuthorization: [WorkAuthorization]
    /// When the candidate can start.
    public var availability: Availability?
    /// What the candidate hopes to earn.
    public var salaryExpectation: SalaryExpectation?
    /// Where there is more.
    public var links: [WebAddress]

    /// Takes every field.
    public init(
        name: String,
        email: EmailAddress? = nil,
        phone: String? = nil,
        locationCity: String? = nil,
        currentTitle: String? = nil,
        currentEmployer: String? = nil,
        yearsExperience: Double? = nil,
        summary: String? = nil,
        skills: [CandidateSkill] = [],
        education: [Education] = [],
        experience: [Position] = [],
        languages: [SpokenLanguage] = [],
        workAuthorization: [WorkAuthorization] = [],
        availability: Availability? = nil,
        salaryExpectation: SalaryExpectation? = nil,
        links: [WebAddress] = []
    ) {
        self.name = name
        self.email = email
        self.phone = phone
        self.locationCity = locationCity
        self.currentTitle = currentTitle
        self.currentEmployer = currentEmployer
        self.yearsExperience = yearsExperience
        self.summary = summary
        self.skills = skills
        self.education = education
        self.experience = experience
        self.languages = languages
        self.workAuthorization = workAuthorization
        self.availability = availability
        self.salaryExpectation = salaryExpectation
        self.links = links
    }
}

extension CandidateFields: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            name:
            email:
            phone:
            locationCity:
            currentTitle:
            currentEmployer:
            yearsExperience:
            summary:
            skills:
            education:
            experience:
            languages:
            workAuthorization:
            availability:
            salaryExpectation:
            links:
        ),
        Field(CandidateTerms.name, \.name),
        Field(CandidateTerms.email, \.email),
        Field(CandidateTerms.phone, \.phone),
        Field(CandidateTerms.locationCity, \.locationCity),
        Field(CandidateTerms.currentTitle, \.currentTitle),
        Field(CandidateTerms.currentEmployer, \.currentEmployer),
        Field(CandidateTerms.yearsExperience, \.yearsExperience),
        Field(CandidateTerms.summary, \.summary),
        Field(CandidateTerms.skills, \.skills, default: []),
        Field(CandidateTerms.education, \.education, default: []),
        Field(CandidateTerms.experience, \.experience, default: []),
        Field(CandidateTerms.languages, \.languages, default: []),
        Field(CandidateTerms.workAuthorization, \.workAuthorization, default: []),
        Field(CandidateTerms.availability, \.availability),
        Field(CandidateTerms.salaryExpectation, \.salaryExpectation),
        Field(CandidateTerms.links, \.links, default: [])
    )
}
