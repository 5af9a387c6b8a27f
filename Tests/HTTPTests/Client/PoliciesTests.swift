import NIOCore
import Testing

@testable import HTTP

/// The rules by themselves, without a socket or a clock.
@Suite struct PoliciesTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    /// Whatever the traffic: never more than its share and the reserve.
    @Test(arguments: [(0.2, 10), (0.1, 0), (0.5, 3), (0.0, 5)])
    func retriesNeverExceedTheirShare(ratio: Double, reserve: Int) {
        var random = QuickRandom(seed: 7)
        for _ in 0..<50 {
            var budget = RetryBudget(ratio: ratio, reserve: reserve, now: start)
            var requests = 0
            var retries = 0
            for _ in 0..<2_000 {
                if Bool.random(using: &random) {
                    requests += 1
                    budget.request()
                } else if budget.take(now: start) {
                    retries += 1
                }
                #expect(Double(retries) <= Double(requests) * ratio + Double(reserve) + 0.001)
            }
        }
    }

    @Test func aQuietClientGetsOneRetryASecond() {
        var budget = RetryBudget(ratio: 0, reserve: 2, now: start)
        let moments: [(TimeAmount, Bool)] = [
            (.zero, true), (.zero, true), (.zero, false), (.milliseconds(900), false),
            (.milliseconds(1_500), true), (.milliseconds(1_500), false),
            (.hours(1), true), (.hours(1), true), (.hours(1), false),
        ]
        for (moment, isGranted) in moments {
            let taken = budget.take(now: start + moment)
            #expect(taken == isGranted, "\(moment)")
        }
    }

    @Test func pausesDoubleAndStayWithinTheirJitter() {
        let backoff = Backoff(first: .milliseconds(100), longest: .seconds(3))
        for (count, middle) in [(0, 100), (1, 200), (2, 400), (4, 1_600), (5, 3_000), (99, 3_000)] {
            for random in [0.0, 0.3, 0.999] {
                let pause = backoff.pause(after: count, random: random)
                let expected = Double(middle) * (0.5 + random) * 1_000_000
                #expect(abs(Double(pause.nanoseconds) - expected) < 1_000)
            }
        }
    }

    private func health(_ failuresMax: Int = 3) -> ReplicaHealth {
        var limits = ClientLimits()
        limits.failuresMax = failuresMax
        limits.ejection = .milliseconds(100)
        limits.ejectionMax = .seconds(1)
        return ReplicaHealth(limits)
    }

    @Test func onlyFailuresInARowEject() {
        var health = health()
        for _ in 0..<10 {
            for _ in 0..<2 { _ = health.requestFailed(now: start, random: 0.5) }
            #expect(health.isHealthy)
            health.answered()
        }
        let ejected = (0..<3).map { _ in health.requestFailed(now: start, random: 0.5) }
        #expect(ejected == [false, false, true])
        #expect(health.state == .ejected(until: start + .milliseconds(100)))
    }

    @Test func eachEjectionIsLongerUntilAnAnswerComes() {
        var health = health()
        var now = start
        for expected in [100, 200, 400, 800, 1_000, 1_000] {
            health.connectionFailed(now: now, random: 0.5)
            #expect(health.retryAt == now + .milliseconds(Int64(expected)))
            // A second connection that dies of the same cause changes nothing.
            health.connectionFailed(now: now, random: 0.5)
            #expect(health.retryAt == now + .milliseconds(Int64(expected)))
            let early = health.beginProbe(now: now)
            now = health.retryAt
            let due = health.beginProbe(now: now)
            let again = health.beginProbe(now: now)
            #expect([early, due, again] == [false, true, false])
            #expect(!health.isHealthy)
            health.connected()
            #expect(health.isHealthy)
        }
        health.answered()
        health.connectionFailed(now: now, random: 0.5)
        #expect(health.retryAt == now + .milliseconds(100))
    }

    @Test func randomNumbersAreSpreadEvenly() {
        var random = QuickRandom(seed: 42)
        var counts = [Int](repeating: 0, count: 10)
        for _ in 0..<100_000 { counts[Int(random.fraction() * 10)] += 1 }
        #expect(counts.allSatisfy { (9_500...10_500).contains($0) })
    }
}
