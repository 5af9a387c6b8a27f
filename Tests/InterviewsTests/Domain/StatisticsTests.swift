import Contract
import Testing
import Vocabulary

@testable import interviews

@Suite("Statistics equal published ones")
struct StatisticsTests {
    /// `scipy.stats.binomtest(k, n).proportion_ci(method="wilson")`.
    @Test(
        "Wilson intervals",
        arguments: [
            (0, 1, 0.0, 0.7934506856227626),
            (1, 1, 0.20654931437723745, 1.0),
            (0, 5, 0.0, 0.43448246478317476),
            (1, 5, 0.036224108632430196, 0.6244653702374747),
            (3, 5, 0.23072428127601297, 0.8823792257673521),
            (5, 10, 0.236593090512564, 0.7634069094874361),
            (12, 40, 0.18074845229746528, 0.45430018818144935),
            (12, 15, 0.5481455128483065, 0.9295245065301844),
            (15, 30, 0.3315412564053377, 0.6684587435946623),
            (20, 30, 0.4878005164454384, 0.8076950191632386),
            (29, 30, 0.8332960900859083, 0.9940914096183875),
            (72, 90, 0.7058626364885745, 0.8695759881728293),
            (81, 263, 0.2552885198782742, 0.36620957698280004),
            (999, 1_000, 0.9943574414020421, 0.9998234536293739),
            (500_000, 1_000_000, 0.4990200198900048, 0.5009799801099952),
        ] as [(Int, Int, Double, Double)]
    )
    func wilson(k: Int, n: Int, low: Double, high: Double) throws {
        let interval = try #require(Wilson.interval(k, of: n))
        #expect(abs(interval.low - low) < 1e-12)
        #expect(abs(interval.high - high) < 1e-12)
    }

    @Test("nothing of nothing has no interval and is not enough")
    func nothing() {
        #expect(Wilson.interval(0, of: 0) == nil)
        let rate = Rate(0, of: 0)
        #expect(rate.rate == nil && !rate.enough)
        #expect(!Rate(4, of: 4).enough && Rate(4, of: 5).enough)
    }

    @Test("an interval holds its rate, and narrows as n grows")
    func narrowing() throws {
        for n in 1...200 {
            for k in 0...n {
                let interval = try #require(Wilson.interval(k, of: n))
                let rate = Double(k) / Double(n)
                #expect(0 <= interval.low && interval.low <= rate + 1e-12)
                #expect(rate - 1e-12 <= interval.high && interval.high <= 1)
                let tenfold = try #require(Wilson.interval(10 * k, of: 10 * n))
                #expect(tenfold.high - tenfold.low < interval.high - interval.low)
            }
        }
    }

    /// The remission times of Freireich and others (1963), as Kaplan and Meier's method is
    /// usually shown with: 6-MP has a median of 23 weeks, placebo of 8.
    @Test("the Kaplan–Meier medians of Freireich's leukaemia trial")
    func freireich() {
        let treated: [(Double, Bool)] = [
            (6, true), (6, true), (6, true), (6, false), (7, true), (9, false), (10, true),
            (10, false), (11, false), (13, true), (16, true), (17, false), (19, false), (20, false),
            (22, true), (23, true), (25, false), (32, false), (32, false), (34, false), (35, false),
        ]
        let placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
        #expect(KaplanMeier.median(treated.map { .init(time: $0, isEvent: $1) }) == 23)
        #expect(KaplanMeier.median(placebo.map { .init(time: Double($0), isEvent: true) }) == 8)
    }

    @Test("a median that is not reached is not known")
    func notReached() {
        #expect(KaplanMeier.median([]) == nil)
        #expect(KaplanMeier.median([.init(time: 1, isEvent: false)]) == nil)
        let one = KaplanMeier.Observation(time: 1, isEvent: true)
        let many = Array(repeating: KaplanMeier.Observation(time: 2, isEvent: false), count: 2)
        #expect(KaplanMeier.median([one] + many) == nil)
        #expect(KaplanMeier.median([one, many[0]]) == 1)
    }

    @Test("without censoring it is the smallest time by which half have ended")
    func uncensored() {
        for n in 1...50 {
            let times = (1...n).map { KaplanMeier.Observation(time: Double($0), isEvent: true) }
            #expect(KaplanMeier.median(times.reversed()) == Double((n + 1) / 2))
        }
    }
}
