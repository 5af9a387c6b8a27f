import Testing
import Vocabulary

@testable import identity

@Suite("A message is tried again for a while, then no more")
struct MailScheduleTests {
    private let now = Instant(seconds: 1_800_000_000)

    private func mail(_ purpose: Link.Purpose, tries: Int) -> Mail {
        Mail(
            id: MailID(1),
            link: Link(purpose: purpose, email: .literal("ada@example.com")),
            createdAt: now,
            tries: tries
        )
    }

    @Test("each time later, half an hour at most, eight times in all")
    func backoff() {
        let waits = (1...8).map { tries in
            mail(.invitation, tries: tries).nextTry(after: now).map { $0 - now }
        }
        let seconds: [Int?] = [30, 60, 120, 240, 480, 960, 1_800, nil]
        #expect(waits == seconds.map { $0.map { .seconds($0) } })
    }

    @Test(
        "not beyond the time in which its link would have been good",
        arguments: Link.Purpose.allCases
    )
    func outdated(purpose: Link.Purpose) {
        let mail = mail(purpose, tries: 1)
        #expect(!mail.isOutdated(at: now + purpose.lifetime))
        #expect(mail.nextTry(after: now + purpose.lifetime + .seconds(1)) == nil)
    }
}
