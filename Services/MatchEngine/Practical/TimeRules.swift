/// Half-hours both have over half-hours required.
enum AvailabilityRule {
    static func measure(_ profile: PracticalProfile, _ terms: PracticalTerms) -> Measure {
        guard let required = terms.availability else { return .notApplicable }
        guard required.count > 0 else { return .known(1) }
        guard let held = profile.availability, let here = profile.offset, let there = terms.offset
        else { return .unknown }
        return .known(overlap(held, at: here, required: required, at: there))
    }

    /// Rotates the candidate's local week to the assignment's zone, by quarter hours: an odd
    /// quarter leaves half of each half-hour in one slot and half in the next.
    static func overlap(
        _ held: WeekBitmap,
        at here: UTCOffset,
        required: WeekBitmap,
        at there: UTCOffset
    ) -> Double {
        let quarters = (Int(there.minutes) - Int(here.minutes)) / 15
        let slots = quarters >> 1
        let first = held.rotated(by: slots).common(with: required)
        guard quarters & 1 == 1 else { return Double(first) / Double(required.count) }
        let second = held.rotated(by: slots + 1).common(with: required)
        return Double(first + second) / Double(2 * required.count)
    }
}

/// `max(0, h − d)/h`, d the smaller way round the clock; remote and hybrid only.
enum TimezoneRule {
    static func measure(
        _ offset: UTCOffset?,
        _ terms: PracticalTerms,
        workingHours: Double
    ) -> Measure {
        guard terms.mode != .onsite, let there = terms.offset else { return .notApplicable }
        guard let offset else { return .unknown }
        let minutes = abs(Int(offset.minutes) - Int(there.minutes))
        let hours = Double(min(minutes, 24 * 60 - minutes)) / 60
        return .known(max(0, workingHours - hours) / workingHours)
    }
}
