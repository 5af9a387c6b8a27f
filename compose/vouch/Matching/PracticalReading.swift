import MatchEngine

extension MatchReading {
    func terms(_ read: MatchFiles.Terms) throws -> PracticalTerms {
        guard let mode = PracticalTerms.Mode(rawValue: read.mode) else {
            throw Refusal("practical.mode: \(read.mode) is not onsite, hybrid or remote.")
        }
        return PracticalTerms(
            mode: mode,
            pay: try read.pay.map { pay in
                try PayRange(
                    pay.from,
                    pay.to,
                    CurrencyCode(pay.currency),
                    per: try period(pay.per)
                )
            },
            availability: try read.week.map(week),
            offset: try read.utcOffset.map(offset),
            workplace: try read.workplace.map { place in
                try Workplace(
                    point: GeoPoint(latitude: place.latitude, longitude: place.longitude),
                    radius: place.radiusKm ?? 30
                )
            },
            languages: try languages(read.languages ?? [:]),
            authorization: try read.authorization.map { authorization in
                AuthorizationTerms(
                    country: try CountryCode(authorization.country),
                    canSponsor: authorization.canSponsor,
                    sponsoredCountries: Set(
                        try (authorization.sponsoredCountries ?? []).map { try CountryCode($0) }
                    )
                )
            },
            benefits: read.benefits.map { Set($0) }
        )
    }

    func practical(_ read: MatchFiles.Practical) throws -> PracticalProfile {
        PracticalProfile(
            target: try read.target.map(pay),
            minimum: try read.minimum.map(pay),
            availability: try read.week.map(week),
            offset: try read.utcOffset.map(offset),
            location: try read.location.map {
                try GeoPoint(latitude: $0.latitude, longitude: $0.longitude)
            },
            languages: try read.languages.map(languages),
            authorizedCountries: try read.authorizedCountries.map {
                Set(try $0.map { try CountryCode($0) })
            },
            benefits: BenefitWishes(
                required: Set(read.requiredBenefits ?? []),
                preferred: Set(read.preferredBenefits ?? [])
            )
        )
    }

    private func pay(_ read: MatchFiles.Pay) throws -> Pay {
        try Pay(read.amount, CurrencyCode(read.currency), per: period(read.per))
    }

    private func period(_ name: String?) throws -> PayPeriod {
        guard let period = PayPeriod(rawValue: name ?? "year") else {
            throw Refusal("per: \(name ?? "") is not hour, day, week, month or year.")
        }
        return period
    }

    private func languages(_ read: [String: String]) throws -> [LanguageCode: CEFR] {
        var languages: [LanguageCode: CEFR] = [:]
        for (code, name) in read {
            guard let level = CEFR.allCases.first(where: { $0.name == name }) else {
                throw Refusal("languages: \(name) is not A1 to C2.")
            }
            languages[try LanguageCode(code)] = level
        }
        return languages
    }

    /// `+01:00`, `-09:30`
    private func offset(_ text: String) throws -> UTCOffset {
        let digits = text.dropFirst().split(separator: ":")
        guard let sign = text.first, sign == "+" || sign == "-", digits.count == 2,
            let hours = Int(digits[0]), let minutes = Int(digits[1]), minutes < 60
        else { throw Refusal("utc_offset: \(text) is not like +01:00.") }
        return try UTCOffset(minutes: (sign == "-" ? -1 : 1) * (hours * 60 + minutes))
    }

    /// `mon-fri 09:00-17:00`, one line for each block of days.
    private func week(_ blocks: [String]) throws -> WeekBitmap {
        try blocks.reduce(into: WeekBitmap()) { week, block in
            let parts = block.split(separator: " ")
            guard parts.count == 2, let days = Self.days(parts[0]),
                let hours = Self.halfHours(parts[1])
            else { throw Refusal("week: \(block) is not like mon-fri 09:00-17:00.") }
            for day in days {
                for slot in hours { week.insert(day * 48 + slot) }
            }
        }
    }

    private static func days(_ text: Substring) -> ClosedRange<Int>? {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let ends = text.split(separator: "-").map { names.firstIndex(of: String($0)) }
        guard (1...2).contains(ends.count), let first = ends.first ?? nil,
            let last = ends.last ?? nil, first <= last
        else { return nil }
        return first...last
    }

    private static func halfHours(_ text: Substring) -> Range<Int>? {
        let ends = text.split(separator: "-").map { time -> Int? in
            let digits = time.split(separator: ":")
            guard digits.count == 2, let hour = Int(digits[0]), let minute = Int(digits[1]),
                (0...24).contains(hour), [0, 30].contains(minute)
            else { return nil }
            return hour * 2 + minute / 30
        }
        guard ends.count == 2, let start = ends[0], let end = ends[1], start < end, end <= 48
        else { return nil }
        return start..<end
    }
}
