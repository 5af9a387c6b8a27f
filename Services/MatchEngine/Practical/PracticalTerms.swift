/// A candidate's practical data; nil means unknown.
public struct PracticalProfile: Hashable, Sendable {
    /// What the candidate would like to be paid.
    public var target: Pay?
    /// The least the candidate accepts; only the optional gate looks at it.
    public var minimum: Pay?
    /// Half-hours the candidate can work, in the candidate's own local week.
    public var availability: WeekBitmap?
    /// The candidate's offset at the assignment's start date.
    public var offset: UTCOffset?
    public var location: GeoPoint?
    /// Languages and levels; languages not listed are not spoken.
    public var languages: [LanguageCode: CEFR]?
    /// Countries the candidate may work in without sponsoring.
    public var authorizedCountries: Set<CountryCode>?
    public var benefits: BenefitWishes

    public init(
        target: Pay? = nil,
        minimum: Pay? = nil,
        availability: WeekBitmap? = nil,
        offset: UTCOffset? = nil,
        location: GeoPoint? = nil,
        languages: [LanguageCode: CEFR]? = nil,
        authorizedCountries: Set<CountryCode>? = nil,
        benefits: BenefitWishes = BenefitWishes()
    ) {
        self.target = target
        self.minimum = minimum
        self.availability = availability
        self.offset = offset
        self.location = location
        self.languages = languages
        self.authorizedCountries = authorizedCountries
        self.benefits = benefits
    }
}

/// An assignment's practical terms; nil means not asked for.
public struct PracticalTerms: Hashable, Sendable {
    public enum Mode: String, Hashable, Sendable, CaseIterable {
        case onsite, hybrid, remote
    }

    public var mode: Mode
    public var pay: PayRange?
    /// Half-hours required, in the assignment's local week.
    public var availability: WeekBitmap?
    /// The assignment's offset at its start date.
    public var offset: UTCOffset?
    public var workplace: Workplace?
    /// Languages and the least level of each; empty asks for none.
    public var languages: [LanguageCode: CEFR]
    public var authorization: AuthorizationTerms?
    /// Benefits offered; nil when not stated.
    public var benefits: Set<String>?

    public init(
        mode: Mode,
        pay: PayRange? = nil,
        availability: WeekBitmap? = nil,
        offset: UTCOffset? = nil,
        workplace: Workplace? = nil,
        languages: [LanguageCode: CEFR] = [:],
        authorization: AuthorizationTerms? = nil,
        benefits: Set<String>? = nil
    ) {
        self.mode = mode
        self.pay = pay
        self.availability = availability
        self.offset = offset
        self.workplace = workplace
        self.languages = languages
        self.authorization = authorization
        self.benefits = benefits
    }
}

extension PracticalProfile {
    func checkLimits() throws(InputError) {
        let most = EngineLimits.tagsMax
        guard languages?.count ?? 0 <= most else { throw .tooMany(.languages) }
        guard authorizedCountries?.count ?? 0 <= CountryCode.countMax else {
            throw .tooMany(.country)
        }
        let wishes = [benefits.required, benefits.preferred]
        guard wishes.allSatisfy({ $0.count <= most }) else { throw .tooMany(.benefits) }
        guard wishes.joined().allSatisfy(Tag.isValid) else { throw .malformed(.benefits) }
    }
}

extension PracticalTerms {
    func checkLimits() throws(InputError) {
        let most = EngineLimits.tagsMax
        guard languages.count <= most else { throw .tooMany(.languages) }
        guard authorization?.sponsoredCountries.count ?? 0 <= CountryCode.countMax else {
            throw .tooMany(.country)
        }
        guard benefits?.count ?? 0 <= most else { throw .tooMany(.benefits) }
        guard benefits?.allSatisfy(Tag.isValid) ?? true else { throw .malformed(.benefits) }
    }
}

/// Where onsite and hybrid work happens.
public struct Workplace: Hashable, Sendable {
    public let point: GeoPoint
    /// Kilometres within which the distance does not matter, above 0 and at most 20 000.
    public let radius: Double

    /// - Throws: ``InputError/outOfRange(_:)``
    public init(point: GeoPoint, radius: Double = 30) throws(InputError) {
        guard radius > 0, radius <= 20_000 else { throw .outOfRange(.radius) }
        self.point = point
        self.radius = radius
    }
}

/// The country of the work and whom the organization would sponsor.
public struct AuthorizationTerms: Hashable, Sendable {
    public let country: CountryCode
    public let canSponsor: Bool
    /// Countries whose people the organization sponsors; an empty set means all.
    public let sponsoredCountries: Set<CountryCode>

    public init(
        country: CountryCode,
        canSponsor: Bool,
        sponsoredCountries: Set<CountryCode> = []
    ) {
        self.country = country
        self.canSponsor = canSponsor
        self.sponsoredCountries = sponsoredCountries
    }
}

/// Benefits a candidate needs or likes, as ``Tag``s; both empty asks for none.
public struct BenefitWishes: Hashable, Sendable {
    public var required: Set<String>
    public var preferred: Set<String>

    public init(required: Set<String> = [], preferred: Set<String> = []) {
        self.required = required
        self.preferred = preferred
    }
}
