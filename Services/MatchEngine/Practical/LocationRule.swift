#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// 1 within the radius, `exp(−(d − r)/r)` beyond; onsite and hybrid only.
struct LocationRule {
    let measure: Measure
    /// Closed beyond the radius, where a policy gates at all.
    let gate: GateVerdict

    static func apply(_ home: GeoPoint?, _ terms: PracticalTerms) -> LocationRule {
        guard terms.mode != .remote, let workplace = terms.workplace else {
            return LocationRule(measure: .notApplicable, gate: .open)
        }
        guard let home else { return LocationRule(measure: .unknown, gate: .unknown) }
        let distance = home.kilometres(to: workplace.point)
        return LocationRule(
            measure: .known(score(distance: distance, radius: workplace.radius)),
            gate: distance > workplace.radius ? .closed : .open
        )
    }

    /// Both in kilometres.
    static func score(distance: Double, radius: Double) -> Double {
        distance <= radius ? 1 : exp(-((distance - radius) / radius))
    }
}
