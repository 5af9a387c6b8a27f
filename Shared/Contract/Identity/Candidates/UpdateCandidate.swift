public import Vocabulary

/// Changes a candidate record.
public struct UpdateCandidate: Hashable, Sendable {
    /// Identifies the record.
    public var id: CandidateID
    /// What the candidate is called.
    public var name: String?
    /// Where to write to.
    public var email: Patch<EmailAddress>
    /// Where to call.
    public var phone: Patch<String>
    /// Where the candidate lives.
    public var locationCity: Patch<String>
    /// What the candidate does now.
    public var currentTitle: Patch<String>
    /// For whom.
    public var currentEmployer: Patch<String>
    /// Years of work.
    public var yearsExperience: Patch<Double>
    /// The candidate in a paragraph.
    public var summary: Patch<String>
    /// What the candidate can do; all of it.
    public var skills: [CandidateSkill]?
    /// What the candidate has studied; all of it.
    public var education: [Education]?
    /// Where the candidate has worked; all of it.
    public var experience: [Position]?
    /// What the candidate speaks; all of it.
    public var languages: [SpokenLanguage]?
    /// Where the candidate may work; all of it.
    public var workAuthorization: [WorkAuthorization]?
    /// When the candidate can start.
    public var availability: Patch<Availability>
    /// What the candidate hopes to earn.
    public var salaryExpectation: Patch<SalaryExpectation>
    /// Where there is more; all of it.
    public var links: [WebAddress]?
    /// `archived` sets the record aside; the state it had takes it up again.
    public var status: CandidateStatus?

    /// Takes every field.
    public init(
        id: CandidateID,
        name: String? = nil,
        email: Patch<EmailAddress> = .keep,
        phone: Patch<String> = .keep,
        locationCity: Patch<String> = .keep,
        currentTitle: Patch<String> = .keep,
        currentEmployer: Patch<String> = .keep,
        yearsExperience: Patch<Double> = .keep,
        summary: Patch<String> = .keep,
        skills: [CandidateSkill]? = nil,
        education: [Education]? = nil,
        experience: [Position]? = nil,
        languages: [SpokenLanguage]? = nil,
        workAuthorization: [WorkAuthorization]? = nil,
        availability: Patch<Availability> = .keep,
        salaryExpectation: Patch<SalaryExpectation> = .keep,
        links: [WebAddress]? = nil,
        status: CandidateStatus? = nil
    ) {
        self.id = id
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
        self.status = status
    }
}

extension UpdateCandidate: IdentityOperation {
    /// Where it is found.
    public static let route = Route(.patch, "/candidates/{id}")
    /// Who may ask.
    public static let audience = Audience.user(.admin, .recruiter).orKey
    /// How it may fail.
    public static let refusals: [Refusal.Code] = [.moved, .conflict]
    /// What it answers.
    public typealias Response = Candidate
    /// What it does.
    public static let about = """
        Changes the fields it gives; `null` clears one, a list is replaced whole. Another e-mail
        address unlinks the record from the person who had accepted it.
        """
    /// One request and its answer.
    public static let example = Example(
        UpdateCandidate(
            id: .example(3),
            email: .clear,
            phone: .set("+46 8 123 456"),
            yearsExperience: .set(12.5),
            skills: [CandidateSkill(name: "Algebra", level: .c5)],
            status: .archived
        ),
        Candidate.example
    )

    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(
            id:
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
            status:
        ),
        Field("id", \.id, about: "Identifies the record."),
        Field(CandidateTerms.name, \.name),
        Field(CandidateTerms.email, \.email),
        Field(CandidateTerms.phone, \.phone),
        Field(CandidateTerms.locationCity, \.locationCity),
        Field(CandidateTerms.currentTitle, \.currentTitle),
        Field(CandidateTerms.currentEmployer, \.currentEmployer),
        Field(CandidateTerms.yearsExperience, \.yearsExperience),
        Field(CandidateTerms.summary, \.summary),
        Field(CandidateTerms.skills, \.skills),
        Field(CandidateTerms.education, \.education),
        Field(CandidateTerms.experience, \.experience),
        Field(CandidateTerms.languages, \.languages),
        Field(CandidateTerms.workAuthorization, \.workAuthorization),
        Field(CandidateTerms.availability, \.availability),
        Field(CandidateTerms.salaryExpectation, \.salaryExpectation),
        Field(CandidateTerms.links, \.links),
        Field(
            "status",
            \.status,
            about: "`archived` sets the record aside; the state it had takes it up again."
        )
    )
}
