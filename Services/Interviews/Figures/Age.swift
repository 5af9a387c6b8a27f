import Contract
import Vocabulary

/// How many days a process took, or since when it is taking them: what medians are made of. Days
/// are those of the calendar in UTC, so that equal ages can be counted together.
struct Age: Hashable, Sendable {
    let status: InterviewStatus
    /// Days, time on hold left out; where time is running, the day on which it would have begun
    /// without a hold, counted from 1970.
    let day: Int

    /// Whether time is running.
    private var isRunning: Bool { status == .inProgress || status == .offerExtended }

    /// How many days it took, or has taken until then.
    func days(until today: CalendarDate) -> Int {
        isRunning ? max(0, Int(today.daysSinceEpoch) - day) : day
    }
}

extension Age {
    init(_ facts: ProcessFacts) {
        let began = Self.day(of: facts.startedAt + facts.heldFor)
        status = facts.status
        let end = facts.endedAt ?? facts.heldSince
        day = end.map { max(0, Self.day(of: $0) - began) } ?? began
    }

    private static func day(of instant: Instant) -> Int {
        Int((instant.date ?? .latest).daysSinceEpoch)
    }
}

/// What one change of one process adds to the count of an age.
struct AgeMovement: Hashable, Sendable {
    let company: NameID
    let feeder: NameID
    let age: Age
    let change: Int

    /// What is to be added so that a process is counted as it is now and no longer as it was.
    static func between(_ old: ProcessFacts?, _ new: ProcessFacts) -> [AgeMovement] {
        let added = AgeMovement(new, 1)
        guard let removed = old.map({ AgeMovement($0, -1) }) else { return [added] }
        let isSame =
            (removed.company, removed.feeder, removed.age)
            == (added.company, added.feeder, added.age)
        return isSame ? [] : [removed, added]
    }

    private init(_ facts: ProcessFacts, _ change: Int) {
        (company, feeder) = (facts.company, facts.feeder)
        age = Age(facts)
        self.change = change
    }
}
