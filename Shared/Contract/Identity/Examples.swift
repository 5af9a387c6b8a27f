import Vocabulary

// What the documentation shows. Every value of a type differs from its neighbours, so that a
// round trip through the wire notices fields that were swapped.

extension WireText {
    /// A value that is written in the program; a mistake in it is the program's.
    static func literal(_ text: String) -> Self {
        guard let value = Self(utf8: text.utf8.span) else {
            preconditionFailure("\(Self.self) cannot be \(text).")
        }
        return value
    }
}

extension Identifier {
    /// An identifier with a number at its end.
    static func example(_ number: UInt64) -> Self {
        Self(UUID128(high: 0x0198_F3A0_0000_7000, low: 0x8000_0000_0000_0000 | number))
    }
}

extension UUID128 {
    static let example = Identifier<Subject.User>.example(9).uuid
}

extension Instant {
    static let example = Instant(seconds: 1_777_887_000)
}

extension EmailAddress {
    static let example = literal("ada@example.com")
}

extension Organization {
    static let example = Organization(
        id: .example(1),
        version: 2,
        name: "Analytical Engines",
        kind: .company,
        verified: true,
        description: "We make engines that weave algebra.",
        site: .literal("https://engines.example"),
        domains: ["engines.example"],
        logoAddress: .literal("https://engines.example/logo.svg"),
        mission: "Calculation for everybody.",
        vision: "No table with errors.",
        values: ["Care", "Curiosity"],
        createdAt: .example
    )
}

extension User {
    static let example = User(
        id: .example(2),
        version: 4,
        name: "Ada Byron",
        email: .example,
        role: .recruiter,
        status: .active,
        createdAt: .example,
        lastSignedInAt: .example + .seconds(60)
    )
}

extension PlacementRecord {
    static let example = PlacementRecord(
        companyName: "Analytical Engines",
        roleTitle: "Programmer",
        placedOn: .literal("2025-03-01"),
        endedOn: .literal("2026-01-31"),
        offerDetails: .example
    )
}

extension SignedIn {
    static let example = SignedIn(
        accessToken: Confidential("eyJhbGciOiJFUzI1NiJ9.e30.c2ln"),
        expiresIn: 900,
        refreshToken: Confidential("vr_example"),
        organizations: [
            Membership(organizationID: .example(1), name: "Analytical Engines", role: .recruiter)
        ]
    )
}

extension APIKey {
    static let example = APIKey(
        id: .example(4),
        name: "Career page",
        scopes: ["CreateCandidate"],
        createdAt: .example,
        createdBy: .example(2),
        expiresAt: .example + .seconds(86_400),
        lastUsedAt: .example + .seconds(3_600)
    )
}

extension CandidateFields {
    static let example = CandidateFields(
        name: "Ada Byron",
        email: .example,
        phone: "+46 8 123 456",
        locationCity: "Stockholm",
        currentTitle: "Analyst",
        currentEmployer: "Royal Society",
        yearsExperience: 12.5,
        summary: "Writes programs for machines that are not built yet.",
        skills: [
            CandidateSkill(
                name: "Algebra",
                level: .c4,
                rating: .literal("9"),
                years: 10,
                lastUsed: .literal("2026-04")
            )
        ],
        education: [
            Education(
                institution: "Private tuition",
                degree: "None",
                field: "Mathematics",
                from: .literal("2008"),
                to: .literal("2012-06-01")
            )
        ],
        experience: [
            Position(
                employer: "Royal Society",
                title: "Translator",
                from: .literal("2013-02"),
                to: .literal("2014"),
                summary: "Notes longer than the text."
            )
        ],
        languages: [SpokenLanguage(language: "French", level: .c1)],
        workAuthorization: [
            WorkAuthorization(
                country: .literal("SE"),
                kind: .visa,
                until: .literal("2027-12-31")
            )
        ],
        availability: Availability(kind: .notice, noticeDays: 30, hoursPerWeek: 32.5),
        salaryExpectation: SalaryExpectation(
            min: .literal("52000"),
            max: .literal("60000.5"),
            currency: .literal("SEK"),
            period: .month
        ),
        links: [.literal("https://ada.example/notes")]
    )
}

extension Candidate {
    static let example = Candidate(
        id: .example(3),
        version: 5,
        status: .intakeCompleted,
        fields: .example,
        hasEnrichmentData: true,
        enrichmentDate: .example + .seconds(7_200),
        enrichmentFields: ["phone"],
        originalData: CandidateFields(name: "A. Byron", email: .example),
        placementHistory: [.example],
        provenance: [
            FieldProvenance(
                field: "phone",
                source: .intakeText,
                at: .example + .seconds(120),
                confidence: .literal("0.95"),
                confirmedBy: .intakeVoice
            )
        ],
        createdAt: .example,
        updatedAt: .example + .seconds(9_000)
    )
}

extension CandidateSummary {
    static let example = CandidateSummary(
        id: .example(3),
        version: 5,
        status: .resumeParsed,
        name: "Ada Byron",
        email: .example,
        locationCity: "Stockholm",
        currentTitle: "Analyst",
        currentEmployer: "Royal Society",
        yearsExperience: 12.5,
        hasEnrichmentData: false,
        createdAt: .example,
        updatedAt: .example + .seconds(9_000)
    )
}
