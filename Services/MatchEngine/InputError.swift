/// Why a value cannot enter the engine. Names the rule, never the data.
public enum InputError: Error, Hashable, Sendable {
    /// A number lies outside the range its documentation gives.
    case outOfRange(StaticField)
    /// Something that must be there once is there twice.
    case duplicate(StaticField)
    /// More items than the named limit allows.
    case tooMany(StaticField)
    /// Text that does not have the form its documentation gives.
    case malformed(StaticField)
    /// A reference to something that the taxonomy does not hold.
    case unknown(StaticField)
}

/// The field an ``InputError`` speaks of.
public enum StaticField: String, Hashable, Sendable {
    case amount, availability, benefits, causes, code, country, currency
    case distance, edge, group, header, impact, languages, latitude, location, longitude
    case level, mission, name, offset, parents, period, policy, profiles, proofs, radius, rates
    case requirements, skills, strength, values, version, vision, weight, date
}

/// The engine's limits. Everything that grows has one.
public enum EngineLimits {
    /// Skills in one taxonomy. ESCO 1.2 has 13 939.
    public static let taxonomySkillsMax = 1 << 20
    /// Skills in one profile; the 99th percentile of real atlases lies far below.
    public static let profileSkillsMax = 512
    /// Requirements of one assignment, required and nice together.
    public static let requirementsMax = 64
    /// Values, causes, benefits, languages or countries in one list.
    public static let tagsMax = 64
    /// Organizations that one profile hides from.
    public static let hiddenFromMax = 1024
    /// Components of a text vector.
    public static let vectorDimensionMax = 1024
}
