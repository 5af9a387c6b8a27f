import Contract

@testable import interviews

/// Twelve processes whose figures were worked out by hand.
///
/// | # | company | feeder | phone | technical | onsite | end | days |
/// |---|---|---|---|---|---|---|---|
/// | 1 | Acme | Amazon | passed 4 | passed 5 | passed | accepted | 10 |
/// | 2 | Acme | Amazon | passed 4 | passed 3 | | accepted | 20 |
/// | 3 | Acme | Amazon | passed | failed 2 | | rejected (skills_gap) | 8 |
/// | 4 | Acme | Amazon | failed 1 | | | rejected (failed stage) | 4 |
/// | 5 | Acme | Google | passed | passed | passed | declined | 30 |
/// | 6 | Acme | Google | passed | | | withdrew | 6 |
/// | 7 | Acme | Google | | | | role closed | – |
/// | 8 | Acme | Google | passed | | | open | – |
/// | 9 | Acme | – | | | | open | – |
/// | 10 | Bolt | Amazon | passed | passed | | accepted | 15 |
/// | 11 | Bolt | Amazon | failed | | | rejected | 2 |
/// | 12 | Bolt | – | | | | withdrew | 1 |
extension ReportTests {
    struct Line {
        let candidate: UInt64
        let company: String
        let feeder: String?
        let stages: [(name: String, outcome: StageOutcome, rating: Int?)]
        let end: InterviewStatus?
        let reason: String?
        let days: Int
    }

    static func line(
        _ candidate: UInt64,
        _ company: String,
        _ feeder: String?,
        _ stages: [(name: String, outcome: StageOutcome, rating: Int?)] = [],
        _ end: InterviewStatus? = nil,
        days: Int = 40,
        reason: String? = nil
    ) -> Line {
        Line(
            candidate: candidate,
            company: company,
            feeder: feeder,
            stages: stages,
            end: end,
            reason: reason,
            days: days
        )
    }

    static let phone = "Phone screen"
    static let lines: [Line] = [
        line(
            1,
            "Acme",
            "Amazon",
            [(phone, .passed, 4), ("Technical", .passed, 5), ("Onsite", .passed, nil)],
            .offerAccepted,
            days: 10
        ),
        line(
            2,
            "Acme",
            "amazon ",
            [(phone, .passed, 4), ("Technical", .passed, 3)],
            .offerAccepted,
            days: 20
        ),
        line(
            3,
            "ACME",
            "Amazon",
            [(phone, .passed, nil), ("Technical", .failed, 2)],
            .rejectedByCompany,
            days: 8,
            reason: "skills_gap"
        ),
        line(4, "Acme", "Amazon", [(phone, .failed, 1)], .rejectedByCompany, days: 4),
        line(
            5,
            "Acme",
            "Google",
            [(phone, .passed, nil), ("Technical", .passed, nil), ("Onsite", .passed, nil)],
            .offerDeclined,
            days: 30
        ),
        line(6, "Acme", "Google", [(phone, .passed, nil)], .candidateWithdrew, days: 6),
        line(7, "Acme", "Google", [], .roleClosed, days: 12),
        line(8, "Acme", "Google", [(phone, .passed, nil)]),
        line(9, "Acme", nil),
        line(
            10,
            "Bolt",
            "Amazon",
            [(phone, .passed, nil), ("Technical", .passed, nil)],
            .offerAccepted,
            days: 15
        ),
        line(11, "Bolt", "Amazon", [(phone, .failed, nil)], .rejectedByCompany, days: 2),
        line(12, "Bolt", nil, [], .candidateWithdrew, days: 1),
    ]
}
