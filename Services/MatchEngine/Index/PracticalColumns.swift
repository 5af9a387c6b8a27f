import FoundationEssentials

/// What a candidate would like to earn, and the least that is acceptable.
struct PayWish: Hashable, Sendable {
    var target: Pay?
    var minimum: Pay?
}

/// Half-hours a candidate can work, with the offset they are meant in.
struct WorkingTime: Hashable, Sendable {
    var week: WeekBitmap?
    var offset: UTCOffset?
}

/// The practical data of a segment, one interned column for each independent part of the score.
final class PracticalColumns: Sendable {
    let pay: InternedColumn<PayWish>
    let time: InternedColumn<WorkingTime>
    let place: InternedColumn<GeoPoint?>
    let languages: InternedColumn<[LanguageCode: CEFR]?>
    let countries: InternedColumn<Set<CountryCode>?>
    let benefits: InternedColumn<BenefitWishes>
    let hiddenFrom: InternedColumn<Set<UUID>>

    init(
        pay: InternedColumn<PayWish>,
        time: InternedColumn<WorkingTime>,
        place: InternedColumn<GeoPoint?>,
        languages: InternedColumn<[LanguageCode: CEFR]?>,
        countries: InternedColumn<Set<CountryCode>?>,
        benefits: InternedColumn<BenefitWishes>,
        hiddenFrom: InternedColumn<Set<UUID>>
    ) {
        self.pay = pay
        self.time = time
        self.place = place
        self.languages = languages
        self.countries = countries
        self.benefits = benefits
        self.hiddenFrom = hiddenFrom
    }

    func profile(_ row: Int) -> PracticalProfile {
        PracticalProfile(
            target: pay[row].target,
            minimum: pay[row].minimum,
            availability: time[row].week,
            offset: time[row].offset,
            location: place[row],
            languages: languages[row],
            authorizedCountries: countries[row],
            benefits: benefits[row]
        )
    }

    struct Builder {
        private var pay = InternedColumn<PayWish>.Builder()
        private var time = InternedColumn<WorkingTime>.Builder()
        private var place = InternedColumn<GeoPoint?>.Builder()
        private var languages = InternedColumn<[LanguageCode: CEFR]?>.Builder()
        private var countries = InternedColumn<Set<CountryCode>?>.Builder()
        private var benefits = InternedColumn<BenefitWishes>.Builder()
        private var hiddenFrom = InternedColumn<Set<UUID>>.Builder()

        mutating func append(_ profile: Profile) {
            let practical = profile.practical
            pay.append(PayWish(target: practical.target, minimum: practical.minimum))
            time.append(WorkingTime(week: practical.availability, offset: practical.offset))
            place.append(practical.location)
            languages.append(practical.languages)
            countries.append(practical.authorizedCountries)
            benefits.append(practical.benefits)
            hiddenFrom.append(profile.hiddenFrom)
        }

        var columns: PracticalColumns {
            PracticalColumns(
                pay: pay.column,
                time: time.column,
                place: place.column,
                languages: languages.column,
                countries: countries.column,
                benefits: benefits.column,
                hiddenFrom: hiddenFrom.column
            )
        }
    }
}
