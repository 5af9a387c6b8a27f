import FoundationEssentials
import Glibc
import Testing

@testable import MatchEngine

@Suite struct HiddenFieldsTests {
    @Test(arguments: [21, 22, 23] as [UInt64])
    func `assignments that differ in hidden values look the same to every candidate`(
        seed: UInt64
    ) throws {
        var pairs = try RandomPairs(seed: seed)
        var differing = 0
        for _ in 0..<150 {
            let assignment = try pairs.assignment(hidden: 40)
            let disguised = try pairs.disguised(assignment)
            for _ in 0..<3 {
                let profile = try pairs.profile()
                let one = pairs.explainer.forCandidate(profile, assignment, asOf: pairs.today)
                let other = pairs.explainer.forCandidate(profile, disguised, asOf: pairs.today)
                #expect(one?.canonicalJSON == other?.canonicalJSON)
                let scores = [assignment, disguised].map {
                    pairs.scorer.outcome(of: profile, for: $0, asOf: pairs.today)
                }
                if scores[0] != scores[1] { differing += 1 }
            }
        }
        // The organization's score does see the difference, so the views hide something.
        #expect(differing > 180)
    }

    @Test func `pay of another step changes a candidate's view by its band alone`() throws {
        var pairs = try RandomPairs(seed: 24)
        var bands = 0
        for _ in 0..<600 {
            var assignment = try pairs.assignment(hidden: 20)
            assignment.hidden.insert(.compensation)
            var other = assignment
            other.practical.pay = try pairs.payRange()
            let profile = try pairs.profile()
            let one = pairs.explainer.forCandidate(profile, assignment, asOf: pairs.today)
            let two = pairs.explainer.forCandidate(profile, other, asOf: pairs.today)
            if one?.band == two?.band {
                #expect(one?.canonicalJSON == two?.canonicalJSON)
            } else {
                bands += 1
                #expect(one?.canonicalJSON != two?.canonicalJSON)
            }
        }
        #expect(bands > 20)
    }

    /// 0.69706 at a target of 55 000 gives a middle of exactly 60 000 (`matching.md` 2).
    @Test func `shown compensation can be inverted, which is why hidden pay has no number`() throws
    {
        let attack = try SalaryAttack(minimum: 50_000, maximum: 70_000, hidden: false)
        let compensation = try #require(attack.shownCompensation(target: 55_000))
        #expect(compensation.isNear(0.69706, within: 5e-6))
        // s = 1/(1+e^(−k(1−t/m))) solved for m.
        let solved = 55_000 / (1 + log(1 / compensation - 1) / 10)
        #expect(solved.isNear(60_000, within: 1e-6))
    }

    @Test func `probing every salary tells an attacker the step of hidden pay and no more`() throws
    {
        let attack = try SalaryAttack(minimum: 50_000, maximum: 70_000, hidden: true)
        #expect(attack.shownCompensation(target: 55_000) == nil)
        let transcript = attack.transcript()
        #expect(Set(transcript).count > 3, "the band must say something")
        // Middles from 56 052 to 70 064 lie in one step, 1.25⁴⁹ to 1.25⁵⁰.
        for (minimum, maximum) in [(56_100.0, 56_100.0), (42_000, 71_000), (63_800, 76_000)] {
            let other = try SalaryAttack(minimum: minimum, maximum: maximum, hidden: true)
            #expect(other.transcript() == transcript)
        }
        let beyond = try SalaryAttack(minimum: 60_000, maximum: 90_000, hidden: true)
        #expect(beyond.transcript() != transcript)
    }

    @Test func `a hidden time zone hides the week that would betray it`() throws {
        var pairs = try RandomPairs(seed: 25)
        var assignment = try pairs.assignment()
        assignment.practical.availability = WeekBitmap(days: 0..<5, from: 18, to: 34)
        assignment.practical.offset = try UTCOffset(minutes: 60)
        assignment.hidden = [.timezone]
        let shown = ShownAssignment(assignment, policy: .standard)
        #expect(shown.terms.offset == nil && shown.terms.availability == nil)
        #expect(shown.banded?.availability == nil)
    }

    @Test func `a candidate's hash does not cover hidden pay`() throws {
        let one = try SalaryAttack(minimum: 50_000, maximum: 70_000, hidden: true)
        let other = try SalaryAttack(minimum: 20_000, maximum: 21_000, hidden: true)
        #expect(one.hash(forCandidate: true) == other.hash(forCandidate: true))
        #expect(one.hash(forCandidate: false) != other.hash(forCandidate: false))
    }

    @Test func `a hidden company gets no explanation and causes none`() throws {
        let small = try Small()
        let profile = try small.profile([small.held("React")], hiddenFrom: [Small.organizationID])
        let assignment = try small.assignment([small.asked("React")])
        let explainer = Explainer(taxonomy: small.taxonomy, rates: small.rates)
        #expect(explainer.forOrganization(profile, assignment, asOf: small.today) == nil)
        #expect(explainer.forCandidate(profile, assignment, asOf: small.today) == nil)
    }
}

extension CandidateExplanation {
    /// The practical band, where there is one.
    var band: Band? {
        guard case .match(let match) = verdict, case .banded(let band, _) = match.practical else {
            return nil
        }
        return band
    }
}

/// A candidate who tries every target salary against one assignment and keeps every byte.
struct SalaryAttack {
    let small: Small
    let assignment: Assignment
    let explainer: Explainer

    init(minimum: Double, maximum: Double, hidden: Bool) throws {
        small = try Small()
        assignment = try small.assignment(
            [small.asked("React")],
            practical: PracticalTerms(
                mode: .remote,
                pay: try PayRange(minimum, maximum, CurrencyCode("EUR"))
            ),
            hidden: hidden ? [.compensation] : []
        )
        explainer = Explainer(taxonomy: small.taxonomy, rates: small.rates)
    }

    private func view(target: Double) throws -> CandidateExplanation? {
        let profile = try small.profile(
            [small.held("React")],
            practical: PracticalProfile(
                target: try Pay(target, CurrencyCode("EUR"))
            )
        )
        return explainer.forCandidate(profile, assignment, asOf: small.today)
    }

    /// The number a candidate sees for pay; nil where none is shown.
    func shownCompensation(target: Double) -> Double? {
        guard case .match(let match) = try? view(target: target)?.verdict,
            case .measured(let detail) = match.practical
        else { return nil }
        return detail.parts.first { $0.part == .compensation }?.measure.value
    }

    /// What targets from 20 000 to 150 000, 250 apart, show, its own hash aside.
    func transcript() -> [String] {
        stride(from: 20_000, to: 150_000, by: 250).map { target in
            guard let view = try? view(target: target), case .match(let match) = view.verdict
            else { return "none" }
            return "\(view.band?.rawValue ?? "none") \(match.score)"
        }
    }

    func hash(forCandidate: Bool) -> String? {
        let profile = try? small.profile([small.held("React")])
        return profile.flatMap { profile in
            forCandidate
                ? explainer.forCandidate(profile, assignment, asOf: small.today)?.pins.inputs
                : explainer.forOrganization(profile, assignment, asOf: small.today)?.pins.inputs
        }
    }
}
