/// The shape of the files that `vouch match` reads. Names in the files are the
/// snake_case of those here.
enum MatchFiles {
    struct Assignment: Codable {
        var title: String
        var asOf: String
        var required: [Requirement]?
        var nice: [Requirement]?
        var mission: String?
        var vision: String?
        /// Weights by name; a weight of null weighs nothing in particular.
        var values: [String: Double?]?
        var causes: [String: Double?]?
        var practical: Terms
        /// Practical parts, `mission`, `vision` or `principles`.
        var hidden: [String]?
        var rates: Rates
    }

    struct Requirement: Codable {
        var skill: String
        var level: String
        var weight: Double?
        var hidden: Bool?
    }

    struct Terms: Codable {
        var mode: String
        var pay: PayRange?
        var week: [String]?
        var utcOffset: String?
        var workplace: Workplace?
        var languages: [String: String]?
        var authorization: Authorization?
        var benefits: [String]?
    }

    struct PayRange: Codable {
        var from: Double
        var to: Double
        var currency: String
        var per: String?
    }

    struct Workplace: Codable {
        var latitude: Double
        var longitude: Double
        var radiusKm: Double?
    }

    struct Authorization: Codable {
        var country: String
        var canSponsor: Bool
        var sponsoredCountries: [String]?
    }

    struct Rates: Codable {
        var version: String
        var day: String
        /// What one unit of the base buys.
        var rates: [String: Double]
    }

    struct Profile: Codable {
        var name: String
        var skills: [Skill]
        var mission: String?
        var vision: String?
        var values: [String]?
        var causes: [String]?
        var practical: Practical?
    }

    struct Skill: Codable {
        var skill: String
        var level: String
        /// `now`, a day, or nothing.
        var lastUsed: String?
        var peer: UInt16?
        var employer: UInt16?
        var `public`: UInt16?
        var impact: Double?
    }

    struct Practical: Codable {
        var target: Pay?
        var minimum: Pay?
        var week: [String]?
        var utcOffset: String?
        var location: Place?
        var languages: [String: String]?
        var authorizedCountries: [String]?
        var requiredBenefits: [String]?
        var preferredBenefits: [String]?
    }

    struct Pay: Codable {
        var amount: Double
        var currency: String
        var per: String?
    }

    struct Place: Codable {
        var latitude: Double
        var longitude: Double
    }
}
