public import FoundationEssentials

/// Work to fill: what it requires, what it stands for, and its practical terms.
///
/// Everything optional is *not asked for* when nil and so does not apply.
public struct Assignment: Hashable, Sendable {
    public let id: UUID
    public let organization: UUID
    /// Skills that must be there, in the order they are scored.
    public let required: [Requirement]
    /// Skills that are nice to have, in the order they are scored.
    public let nice: [Requirement]
    public var mission: TextVector?
    public var vision: TextVector?
    /// Values and causes asked for, in order of ``Principle``; each once.
    public let principles: [AskedPrinciple]
    public internal(set) var practical: PracticalTerms
    /// Fields that candidates may not see at this stage. Individual requirements have their own
    /// ``Requirement/isHidden``.
    public var hidden: HiddenFields

    /// - Throws: ``InputError`` for a skill asked for twice in one list, a principle asked for
    ///   twice, or more than the limits allow.
    public init(
        id: UUID,
        organization: UUID,
        required: [Requirement],
        nice: [Requirement] = [],
        mission: TextVector? = nil,
        vision: TextVector? = nil,
        principles: [AskedPrinciple] = [],
        practical: PracticalTerms,
        hidden: HiddenFields = []
    ) throws(InputError) {
        guard required.count + nice.count <= EngineLimits.requirementsMax else {
            throw .tooMany(.requirements)
        }
        guard principles.count <= EngineLimits.tagsMax else { throw .tooMany(.values) }
        guard Set(required.map(\.skill)).count == required.count,
            Set(nice.map(\.skill)).count == nice.count
        else { throw .duplicate(.requirements) }
        guard Set(principles.map(\.principle)).count == principles.count else {
            throw .duplicate(.values)
        }
        try practical.checkLimits()
        self.id = id
        self.organization = organization
        self.required = required
        self.nice = nice
        self.mission = mission
        self.vision = vision
        self.principles = principles.sorted { $0.principle < $1.principle }
        self.practical = practical
        self.hidden = hidden
    }

    /// Fewer of an assignment's own fields, so there is nothing to check.
    init(
        shownOf assignment: Assignment,
        required: [Requirement],
        nice: [Requirement],
        principles: [AskedPrinciple],
        practical: PracticalTerms
    ) {
        id = assignment.id
        organization = assignment.organization
        mission = assignment.hidden.contains(.mission) ? nil : assignment.mission
        vision = assignment.hidden.contains(.vision) ? nil : assignment.vision
        self.required = required
        self.nice = nice
        self.principles = principles
        self.practical = practical
        hidden = []
    }
}

/// A value or cause with the weight the organization gives it.
public struct AskedPrinciple: Hashable, Sendable {
    public let principle: Principle
    /// Above 0 and at most 1000; nil when the organization gives none.
    public let weight: Double?

    /// - Throws: ``InputError/outOfRange(_:)``
    public init(_ principle: Principle, weight: Double? = nil) throws(InputError) {
        guard weight.map({ $0 > 0 && $0 <= 1000 }) ?? true else { throw .outOfRange(.weight) }
        self.principle = principle
        self.weight = weight
    }
}

/// What a candidate may not see of an assignment.
public struct HiddenFields: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let compensation = HiddenFields(rawValue: 1 << 0)
    public static let availability = HiddenFields(rawValue: 1 << 1)
    public static let timezone = HiddenFields(rawValue: 1 << 2)
    public static let location = HiddenFields(rawValue: 1 << 3)
    public static let language = HiddenFields(rawValue: 1 << 4)
    public static let workAuthorization = HiddenFields(rawValue: 1 << 5)
    public static let benefits = HiddenFields(rawValue: 1 << 6)
    public static let mission = HiddenFields(rawValue: 1 << 7)
    public static let vision = HiddenFields(rawValue: 1 << 8)
    /// Values and causes.
    public static let principles = HiddenFields(rawValue: 1 << 9)

    /// Every practical field.
    public static let practical: HiddenFields = [
        .compensation, .availability, .timezone, .location, .language, .workAuthorization,
        .benefits,
    ]
}
