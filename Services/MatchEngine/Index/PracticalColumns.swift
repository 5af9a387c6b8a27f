import FoundationEssentials

/// What a candidate would like to earn, and the least that is acceptable.
struct PayWish: Hashable, Sendable {
    var target: Pay?
    var minimum: Pay?
}

/// Half-hours a candidate can work, with the offset they are meant in.
struct WorkingTime: Hashable, Sendable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0
    private var fifth: UInt64 = 0
    private var sixth: UInt16 = 0
    private var hasWeek = false
    var offset: UTCOffset?

    /// The week in the 42 bytes it needs; as a vector it would take 128.
    init(week: WeekBitmap?, offset: UTCOffset?) {
        self.offset = offset
        guard let week else { return }
        hasWeek = true
        (first, second, third) = (week.words[0], week.words[1], week.words[2])
        (fourth, fifth) = (week.words[3], week.words[4])
        sixth = UInt16(truncatingIfNeeded: week.words[5])
    }

    var week: WeekBitmap? {
        guard hasWeek else { return nil }
        return WeekBitmap(
            words: SIMD8(first, second, third, fourth, fifth, UInt64(sixth), 0, 0)
        )
    }
}

/// The practical data of a segment: each row has a code for each independent part of the score.
final class PracticalColumns: Sendable {
    /// A row's codes side by side, in the order of ``Part``; the eighth is 0.
    typealias Codes = SIMD8<UInt16>

    enum Part {
        static let pay = 0
        static let time = 1
        static let place = 2
        static let languages = 3
        static let countries = 4
        static let benefits = 5
        static let hiddenFrom = 6
    }

    let codes: [Codes]
    let pay: [PayWish]
    let time: [WorkingTime]
    let place: [PackedPlace]
    let languages: [[LanguageCode: CEFR]?]
    let countries: CountryColumn
    let benefits: BenefitColumn
    let hiddenFrom: [Set<UUID>]

    init(
        codes: [Codes],
        pay: [PayWish],
        time: [WorkingTime],
        place: [GeoPoint?],
        languages: [[LanguageCode: CEFR]?],
        countries: [Set<CountryCode>?],
        benefits: [BenefitWishes],
        hiddenFrom: [Set<UUID>]
    ) {
        self.codes = codes
        self.pay = pay
        self.time = time
        self.place = place.map(PackedPlace.init)
        self.languages = languages
        self.countries = CountryColumn(countries)
        self.benefits = BenefitColumn(benefits)
        self.hiddenFrom = hiddenFrom
    }

    convenience init(_ profiles: [Profile]) {
        var pay = Dictionary16<PayWish>()
        var time = Dictionary16<WorkingTime>()
        var place = Dictionary16<GeoPoint?>()
        var languages = Dictionary16<[LanguageCode: CEFR]?>()
        var countries = Dictionary16<Set<CountryCode>?>()
        var benefits = Dictionary16<BenefitWishes>()
        var hiddenFrom = Dictionary16<Set<UUID>>()
        let codes = profiles.map { profile in
            let held = profile.practical
            return Codes(
                pay.code(PayWish(target: held.target, minimum: held.minimum)),
                time.code(WorkingTime(week: held.availability, offset: held.offset)),
                place.code(held.location),
                languages.code(held.languages),
                countries.code(held.authorizedCountries),
                benefits.code(held.benefits),
                hiddenFrom.code(profile.hiddenFrom),
                0
            )
        }
        self.init(
            codes: codes,
            pay: pay.values,
            time: time.values,
            place: place.values,
            languages: languages.values,
            countries: countries.values,
            benefits: benefits.values,
            hiddenFrom: hiddenFrom.values
        )
    }

    func profile(_ row: Int) -> PracticalProfile {
        let code = codes[row]
        let wish = pay[Int(code[Part.pay])]
        let working = time[Int(code[Part.time])]
        return PracticalProfile(
            target: wish.target,
            minimum: wish.minimum,
            availability: working.week,
            offset: working.offset,
            location: place[Int(code[Part.place])].point,
            languages: languages[Int(code[Part.languages])],
            authorizedCountries: countries[Int(code[Part.countries])],
            benefits: benefits[Int(code[Part.benefits])]
        )
    }

    func hiddenFrom(_ row: Int) -> Set<UUID> { hiddenFrom[Int(codes[row][Part.hiddenFrom])] }
}
