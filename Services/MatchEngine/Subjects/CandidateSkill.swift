/// One L4 skill of a profile with what is known about it.
public struct CandidateSkill: Hashable, Sendable {
    public var skill: SkillID
    public var level: Competency
    public var proofs: Proofs
    public var lastUse: LastUse
    /// Mean over projects of contribution × outcome impact, 0…1; nil when unknown.
    public private(set) var impact: Double?
    /// Evidence (0…1) taken for granted instead of the proofs' own. Only what-if profiles have
    /// it, to say "if this were verified"; profiles of real people leave it nil.
    public internal(set) var assumedEvidence: Double?

    /// - Throws: ``InputError/outOfRange(_:)`` for an impact outside 0…1.
    public init(
        skill: SkillID,
        level: Competency,
        proofs: Proofs = Proofs(),
        lastUse: LastUse = .undated,
        impact: Double? = nil
    ) throws(InputError) {
        guard impact.map({ (0...1).contains($0) }) ?? true else { throw .outOfRange(.impact) }
        self.skill = skill
        self.level = level
        self.proofs = proofs
        self.lastUse = lastUse
        self.impact = impact
    }
}

/// Counts behind the evidence of a skill.
public struct Proofs: Hashable, Sendable {
    /// Verifications by peers.
    public var peer: UInt16
    /// Verifications by employers; an interview that rated the skill is one.
    public var employer: UInt16
    /// Public artefacts: repositories, publications, certificates.
    public var published: UInt16

    public init(peer: UInt16 = 0, employer: UInt16 = 0, published: UInt16 = 0) {
        self.peer = peer
        self.employer = employer
        self.published = published
    }
}

/// When a skill was last used, by the latest of everything that dates it: a project, a job,
/// an interview that rated it, a verification.
public enum LastUse: Hashable, Sendable {
    case ongoing
    case ended(Day)
    case undated

    /// The latest of several; ongoing beats every end, any end beats undated.
    public static func latest(_ uses: some Sequence<LastUse>) -> LastUse {
        uses.reduce(.undated) { $0.order < $1.order ? $1 : $0 }
    }

    private var order: Int64 {
        switch self {
        case .undated: .min
        case .ended(let day): Int64(day.number)
        case .ongoing: .max
        }
    }
}

/// What one project says about a skill.
public struct ProjectUse: Hashable, Sendable {
    /// The skill's part in the outcome, 0…1.
    public let contribution: Double
    /// The outcome's impact, 0…1.
    public let outcomeImpact: Double

    /// - Throws: ``InputError/outOfRange(_:)``
    public init(contribution: Double, outcomeImpact: Double) throws(InputError) {
        guard (0...1).contains(contribution), (0...1).contains(outcomeImpact) else {
            throw .outOfRange(.impact)
        }
        self.contribution = contribution
        self.outcomeImpact = outcomeImpact
    }

    /// Mean of contribution × outcome impact in the order given; nil without projects.
    public static func impact(of uses: [ProjectUse]) -> Double? {
        guard !uses.isEmpty else { return nil }
        return uses.reduce(0) { $0 + $1.contribution * $1.outcomeImpact } / Double(uses.count)
    }
}
