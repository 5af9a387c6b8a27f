import Testing

@testable import MatchEngine

@Suite struct PracticalRulesTests {
    let small: Small
    init() throws { small = try Small() }

    private func measures(
        _ profile: PracticalProfile,
        _ terms: PracticalTerms,
        _ policy: ScoringPolicy = .standard
    ) -> PracticalMeasures {
        PracticalMeasures(of: profile, for: terms, policy: policy, rates: small.rates)
    }

    @Test(
        arguments: [
            (55_000, 50_000, 60_000, 0.5),
            (50_000, 60_000, 80_000, 0.946),
            (75_000, 50_000, 60_000, 0.026),
        ]
    )
    func `compensation is a sigmoid around the middle`(
        target: Double,
        minimum: Double,
        maximum: Double,
        expected: Double
    ) {
        let rule = CompensationRule(policy: .standard, rates: small.rates)
        let score = rule.score(target: target, minimum: minimum, maximum: maximum)
        #expect(score.isNear(expected))
    }

    @Test func `the source's 0.89 for 50k in 60–80k and 0.95 for 55k in 50–60k are wrong`() {
        let rule = CompensationRule(policy: .standard, rates: small.rates)
        #expect(!rule.score(target: 50e3, minimum: 60e3, maximum: 80e3).isNear(0.89, within: 0.01))
        #expect(!rule.score(target: 55e3, minimum: 50e3, maximum: 60e3).isNear(0.95, within: 0.01))
    }

    @Test(arguments: [(40_000, 1), (60_000, 1), (66_000, 0.5379), (90_000, 0.0134)])
    func `the plateau is flat up to the maximum`(target: Double, expected: Double) throws {
        let policy = try ScoringPolicy.standard.changed(to: "p") { $0.compensationCurve = .plateau }
        let rule = CompensationRule(policy: policy, rates: small.rates)
        let score = rule.score(target: target, minimum: 50_000, maximum: 60_000)
        #expect(score.isNear(expected))
    }

    @Test func `pay is compared in one currency and period, or unknown`() throws {
        let (eur, usd, jpy) = try (CurrencyCode("EUR"), CurrencyCode("USD"), CurrencyCode("JPY"))
        let terms = PracticalTerms(mode: .remote, pay: try PayRange(50_000, 60_000, eur))
        let hourly = PracticalProfile(target: try Pay(55_000 * 1.16 / 2080, usd, per: .hour))
        #expect(try #require(measures(hourly, terms).compensation.value).isNear(0.5, within: 1e-12))
        let monthly = PracticalProfile(target: try Pay(55_000 / 12, eur, per: .month))
        #expect(
            try #require(measures(monthly, terms).compensation.value).isNear(0.5, within: 1e-12)
        )
        let unrated = PracticalProfile(target: try Pay(55_000, jpy))
        #expect(measures(unrated, terms).compensation == .unknown)
        // The same currency needs no rate.
        let yen = PracticalTerms(mode: .remote, pay: try PayRange(50_000, 60_000, jpy))
        #expect(measures(unrated, yen).compensation == .known(0.5))
    }

    @Test func `the compensation gate compares minimum with maximum, and unknown never gates`()
        throws
    {
        let eur = try CurrencyCode("EUR")
        let policy = try ScoringPolicy.standard.changed(to: "g") { $0.gates = [.compensation] }
        let terms = PracticalTerms(mode: .remote, pay: try PayRange(50_000, 60_000, eur))
        let above = PracticalProfile(minimum: try Pay(60_001, eur))
        let at = PracticalProfile(minimum: try Pay(60_000, eur))
        #expect(measures(above, terms, policy).gates == [.compensation])
        #expect(measures(above, terms).gates.isEmpty)
        #expect(measures(at, terms, policy).gates.isEmpty)
        let silent = measures(PracticalProfile(), terms, policy)
        #expect(silent.gates.isEmpty && silent.toConfirm == [.compensation])
    }

    @Test(
        arguments: [
            ("New York–Stockholm in winter", -300, 60, 0.25),
            ("Los Angeles–London", -480, 0, 0),
            ("Auckland–Honolulu, 1 h and not 23", 780, -600, 0.875),
            ("Kathmandu–Delhi, a quarter hour", 345, 330, 0.96875),
            ("the same", 60, 60, 1),
        ]
    )
    func `time zones overlap by the smaller way round the clock`(
        pair: String,
        here: Int,
        there: Int,
        expected: Double
    ) throws {
        let profile = PracticalProfile(offset: try UTCOffset(minutes: here))
        let terms = PracticalTerms(mode: .hybrid, offset: try UTCOffset(minutes: there))
        #expect(measures(profile, terms).timezone == .known(expected))
        let onsite = PracticalTerms(mode: .onsite, offset: try UTCOffset(minutes: there))
        #expect(measures(profile, onsite).timezone == .notApplicable)
    }

    /// The source's 0.87 for 14 km (4.2, 4.4) contradicts its own formula in 5.5.
    @Test(arguments: [(10, 1), (14, 1), (29.99, 1), (45, 0.607), (90, 0.135)])
    func `location is 1 within the radius and decays beyond`(kilometres: Double, expected: Double)
        throws
    {
        // One degree along a meridian is 111.195 km on the mean sphere.
        let work = try GeoPoint(latitude: 0, longitude: 0)
        let home = try GeoPoint(latitude: kilometres / 111.195_08, longitude: 0)
        let profile = PracticalProfile(location: home)
        let terms = PracticalTerms(mode: .onsite, workplace: try Workplace(point: work))
        #expect(try #require(measures(profile, terms).location.value).isNear(expected))
        let remote = PracticalTerms(mode: .remote, workplace: try Workplace(point: work))
        #expect(measures(profile, remote).location == .notApplicable)
        let policy = try ScoringPolicy.standard.changed(to: "g") { $0.gates = [.location] }
        #expect(measures(profile, terms, policy).gates.isEmpty == (kilometres <= 30))
    }

    @Test func `haversine knows Stockholm and Gothenburg`() throws {
        let stockholm = try GeoPoint(latitude: 59.3293, longitude: 18.0686)
        let gothenburg = try GeoPoint(latitude: 57.7089, longitude: 11.9746)
        #expect(stockholm.kilometres(to: gothenburg).isNear(397.6, within: 1))
        let pole = try GeoPoint(latitude: 90, longitude: 0)
        let other = try GeoPoint(latitude: -90, longitude: 77)
        #expect(pole.kilometres(to: other).isNear(.pi * 6371.0088, within: 1e-6))
    }

    @Test func `all languages must meet their level, else the gate or 0.2`() throws {
        let (en, sv) = (try LanguageCode("en"), try LanguageCode("sv"))
        let terms = PracticalTerms(mode: .remote, languages: [en: .b2, sv: .a2])
        let off = try ScoringPolicy.standard.changed(to: "off") { $0.gates = [] }
        let meets = PracticalProfile(languages: [en: .c1, sv: .a2])
        #expect(measures(meets, terms).language == .known(1))
        for short in [[en: CEFR.c2], [en: .b1, sv: .c2], [:]] {
            let profile = PracticalProfile(languages: short)
            #expect(measures(profile, terms).gates == [.language])
            #expect(measures(profile, terms, off).language == .known(0.2))
        }
        let silent = measures(PracticalProfile(), terms)
        #expect(silent.language == .unknown && silent.toConfirm == [.language])
        #expect(measures(meets, PracticalTerms(mode: .remote)).language == .notApplicable)
    }

    @Test(
        arguments: [
            (["SE"], false, [], 1, false),
            (["US"], false, [], 0.2, true),
            (["US"], true, [], 1, false),
            (["US"], true, ["US", "CA"], 1, false),
            (["BR"], true, ["US", "CA"], 0.5, false),
            ([], true, ["US"], 0.5, false),
        ] as [([String], Bool, [String], Double, Bool)]
    )
    func `work authorization asks for sponsoring where it must`(
        held: [String],
        canSponsor: Bool,
        sponsored: [String],
        expected: Double,
        gated: Bool
    ) throws {
        let terms = PracticalTerms(
            mode: .remote,
            authorization: AuthorizationTerms(
                country: try CountryCode("SE"),
                canSponsor: canSponsor,
                sponsoredCountries: Set(try sponsored.map { try CountryCode($0) })
            )
        )
        let profile = PracticalProfile(
            authorizedCountries: Set(try held.map { try CountryCode($0) })
        )
        let measured = measures(profile, terms)
        #expect(measured.workAuthorization == .known(expected))
        #expect(measured.gates == (gated ? [.workAuthorization] : []))
        #expect(measures(PracticalProfile(), terms).workAuthorization == .unknown)
    }

    @Test(
        arguments: [
            // The source's example, section 5.7.
            (
                ["health_insurance", "dental_insurance"], ["gym_membership", "learning_budget"],
                .known(0.5)
            ),
            (["health_insurance"], [], .known(1)),
            ([], ["gym_membership", "learning_budget"], .known(0.5)),
            ([], ["gym_membership"], .known(0)),
            ([], [], .notApplicable),
        ] as [([String], [String], Measure)]
    )
    func `an empty side of benefits leaves the other alone`(
        required: [String],
        preferred: [String],
        expected: Measure
    ) {
        let wishes = BenefitWishes(required: Set(required), preferred: Set(preferred))
        let offered = PracticalTerms(
            mode: .remote,
            benefits: ["health_insurance", "learning_budget", "stock_options"]
        )
        #expect(measures(PracticalProfile(benefits: wishes), offered).benefits == expected)
    }
}
