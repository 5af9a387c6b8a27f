import MatchEngine

/// Made-up cities, large and small, with what goes with them.
struct Places: Sendable {
    struct City: Sendable {
        var latitude: Double
        var longitude: Double
        var offset: UTCOffset
        var country: CountryCode
        var language: LanguageCode
        var currency: CurrencyCode
        /// Typical pay in the currency, relative to 60 000 of the base.
        var payLevel: Double
    }

    static let count = 120
    let cities: [City]
    let english: LanguageCode
    /// Currency units for one unit of the base.
    let rates: RateTable
    private let size = Zipf(count: count, exponent: 0.8)

    init(seed: UInt64) throws(InputError) {
        var random = PoolRandom(seed: seed, stream: 3)
        let money = [("EUR", 1.0), ("USD", 1.1), ("SEK", 11.2), ("GBP", 0.86), ("PLN", 4.3)]
        let speech = ["de", "fr", "sv", "en", "pl", "es", "it", "nl"]
        let countries = ["DE", "FR", "SE", "GB", "PL", "ES", "IT", "NL", "US", "IE", "AT", "BE"]
        var cities: [City] = []
        for _ in 0..<Self.count {
            let country = random.below(countries.count)
            let currency = money[country % money.count]
            let longitude = -10 + 40 * random.unit()
            cities.append(
                City(
                    latitude: 36 + 24 * random.unit(),
                    longitude: longitude,
                    offset: try UTCOffset(minutes: 60 * Int((longitude / 15).rounded())),
                    country: try CountryCode(countries[country]),
                    language: try LanguageCode(speech[country % speech.count]),
                    currency: try CurrencyCode(currency.0),
                    payLevel: currency.1 * (0.6 + 0.8 * random.unit())
                )
            )
        }
        self.cities = cities
        english = try LanguageCode("en")
        var table: [CurrencyCode: Double] = [:]
        for (name, rate) in money { table[try CurrencyCode(name)] = rate }
        rates = try RateTable(version: "synthetic-1", day: Day(number: 20_000), rates: table)
    }

    func pick(_ random: inout PoolRandom) -> City { cities[size.pick(&random)] }

    /// Somewhere in one of the city's districts.
    func home(in city: City, _ random: inout PoolRandom) throws(InputError) -> GeoPoint {
        try GeoPoint(
            latitude: city.latitude + Double(random.below(7) - 3) * 0.05,
            longitude: city.longitude + Double(random.below(7) - 3) * 0.08
        )
    }
}
