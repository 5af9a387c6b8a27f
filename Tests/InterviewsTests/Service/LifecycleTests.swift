import Contract
import Testing
import Vocabulary

@testable import interviews

@Suite("A process from its beginning to its end, over HTTP")
struct LifecycleTests {
    @Test("from the first call to the job")
    func hire() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let process = try await bench.begin()
            #expect(process.status == .inProgress)
            let stage = try await bench.ask(
                AddStage(id: process.id, stageName: "Phone screen")
            )
            #expect((stage.stageOrder, stage.stageKind) == (1, .phoneScreen))
            let passed = try await bench.ask(
                RecordOutcome(
                    stageID: stage.id,
                    outcome: .passed,
                    ratings: StageRatings(overallRating: StageRating(4)),
                    feedback: "Clear."
                )
            )
            #expect(passed.ratings.overallRating?.value == 4)
            #expect(passed.version == 2)
            let offer = try await bench.ask(
                MakeOffer(
                    id: process.id,
                    offerDetails: OfferDetails(
                        salary: OfferSalary(
                            amount: try #require(Amount("55000.5")),
                            currency: try #require(CurrencyCode("EUR")),
                            period: .year
                        )
                    )
                )
            )
            #expect(offer.status == .sent)
            bench.clock.advance(days: 3)
            try await bench.ask(UpdateOffer(id: process.id, version: 1, status: .accepted))
            let detail = try await bench.ask(GetInterview(id: process.id))
            #expect(detail.interview.status == .offerAccepted)
            #expect(detail.interview.interviewScore?.value == 75)
            #expect(detail.interview.offerDetails?.salary?.amount.description == "55000.5")
            #expect(detail.offers.map(\.status) == [.accepted])
            #expect(detail.allowedNext.isEmpty)
            let jobs = try await bench.ask(ListPlacements(id: .number(1))).items
            #expect(jobs.map(\.companyName) == ["Acme"])
            let ended = try await bench.ask(
                EndPlacement(
                    id: jobs[0].id,
                    reason: .resigned,
                    date: try #require(CalendarDate("2026-05-04"))
                )
            )
            #expect(ended.endReason == .resigned)
            let history = try await bench.ask(GetInterviewHistory(id: process.id)).items
            #expect(
                history.map(\.what) == [
                    .created, .stageAdded, .outcomeRecorded, .offerChanged, .offerChanged,
                    .statusChanged, .statusChanged, .offerChanged, .placementMade, .placementEnded,
                ]
            )
            #expect(history.allSatisfy { $0.actor?.kind == .user })
        }
    }

    @Test("the process tells what it was refused, and the way out")
    func refusals() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let process = try await bench.begin()
            let second = try await bench.refusal(
                CreateInterview(
                    candidateID: .number(1),
                    companyName: " ACME ",
                    roleTitle: "programmer"
                )
            )
            #expect(second?.code == .conflict && second?.reason == "active_process_exists")
            let forced = CreateInterview(
                candidateID: .number(1),
                companyName: "Acme",
                roleTitle: "Programmer",
                force: true
            )
            #expect(try await bench.refusal(forced) == nil)
            for candidate in [401, 999] as [UInt64] {
                let unknown = try await bench.refusal(
                    CreateInterview(
                        candidateID: .number(candidate),
                        companyName: "Acme",
                        roleTitle: "Programmer"
                    )
                )
                #expect(unknown?.errors.map(\.field) == ["candidate_id"])
            }
            try await bench.ask(
                CompleteInterview(
                    id: process.id,
                    finalStatus: .rejectedByCompany,
                    reasonCode: "skills_gap"
                )
            )
            let ended = try await bench.refusal(HoldInterview(id: process.id))
            #expect(ended?.detail.hasSuffix("reopen it first.") == true)
            // Another is active by now, the forced one: the first cannot come back beside it.
            let blocked = try await bench.refusal(ReopenInterview(id: process.id, reason: "Oops."))
            #expect(blocked?.reason == "active_process_exists")
            let unknown = try await bench.refusal(
                CompleteInterview(
                    id: process.id,
                    finalStatus: .rejectedByCompany,
                    reasonCode: "no_such_reason"
                )
            )
            #expect(unknown?.code == .conflict)
        }
    }

    @Test("status and candidate are not for PUT, and what is no process is not found")
    func malformed() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let process = try await bench.begin()
            let path = "/interviews/\(process.id)"
            let body = Array(#"{"status":"on_hold","candidate_id":"x","role_title":" "}"#.utf8)
            let raw = try await bench.raw("PUT", path, body)
            #expect(raw.status == 422)
            let problem = try Problem(json: raw.body)
            #expect(
                Set(problem.errors?.map(\.field) ?? []) == ["status", "candidate_id", "role_title"]
            )
            #expect(try await bench.raw("GET", "/interviews/nonsense").status == 404)
            #expect(try await bench.raw("GET", path, as: .nobody).status == 401)
            #expect(try await bench.raw("POST", "/interviews", Array("{".utf8)).status == 400)
            let unknown: InterviewID = .number(77)
            #expect(try await bench.refusal(GetInterview(id: unknown))?.code == .notFound)
        }
    }

    @Test("what is recorded as past is not still to come; what is today somewhere is today")
    func future() async throws {
        try await InterviewsBench.run { (bench) async throws in
            // It is the first of March, nine in the morning: in the east it is the second soon.
            let days = try ["2026-03-01", "2026-03-02", "2026-03-03"].map {
                try #require(CalendarDate($0))
            }
            func begin(_ day: CalendarDate) -> CreateInterview {
                CreateInterview(
                    candidateID: .number(2),
                    companyName: "Acme",
                    roleTitle: "\(day)",
                    startedOn: day
                )
            }
            bench.clock.advance(.seconds(3_600 * 2))
            #expect(try await bench.refusal(begin(days[2]))?.errors.map(\.field) == ["started_on"])
            #expect(try await bench.refusal(begin(days[1])) == nil)
            let process = try await bench.ask(begin(days[0]))
            let later = UpdateInterview(id: process.id, startedOn: .set(days[2]))
            #expect(try await bench.refusal(later)?.errors.map(\.field) == ["started_on"])
            let stage = try await bench.ask(AddStage(id: process.id, stageName: "Technical"))
            let fields = [
                try await bench.refusal(
                    RecordOutcome(stageID: stage.id, outcome: .passed, completedDate: days[2])
                ),
                try await bench.refusal(
                    UpdateStage(stageID: stage.id, completedDate: .set(days[2]))
                ),
            ].flatMap { $0?.errors.map(\.field) ?? [] }
            #expect(fields == ["completed_date", "completed_date"])
            // A file that says so is refused alike.
            let header = "candidate_id,company_name,role_title,started_on"
            let line = "\(CandidateID.number(3)),Acme,Editor,"
            let bad = ImportInterviews(csv: "\(header)\n\(line)\(days[2])")
            let refused = try await bench.refusal(bad)
            #expect(refused?.errors.map(\.field) == ["lines[2].started_on"])
            let good = ImportInterviews(csv: "\(header)\n\(line)\(days[1])")
            #expect(try await bench.refusal(good) == nil)
        }
    }

    @Test("hold, then the role closes, for forty processes at once")
    func bulk() async throws {
        try await InterviewsBench.run { (bench) async throws in
            for candidate in 1...40 as ClosedRange<UInt64> {
                _ = try await bench.begin(candidate)
            }
            _ = try await bench.begin(41, role: "Editor")
            let held = try await bench.ask(
                ChangeInterviews(action: .hold, company: "acme", role: "PROGRAMMER")
            )
            #expect((held.changed, held.refused) == (40, 0))
            bench.clock.advance(days: 5)
            let closed = try await bench.ask(
                ChangeInterviews(action: .close, ids: held.items.map(\.id))
            )
            #expect(closed.items.allSatisfy { $0.status == .roleClosed })
            let again = try await bench.ask(
                ChangeInterviews(action: .close, ids: held.items.map(\.id))
            )
            #expect((again.changed, again.refused) == (0, 40))
            let rates = try await bench.ask(GetConversionRates()).items
            #expect(rates.map(\.closedWithoutVerdict) == [40])
            #expect(rates.map(\.verdicts) == [0])
            #expect(rates.map(\.open) == [1])
        }
    }

    @Test("an offer that has expired is marked by the sweeper, once, and the process stays")
    func sweeper() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let process = try await bench.begin()
            let details = OfferDetails(expiresAt: bench.clock.now + .seconds(86_400))
            try await bench.ask(MakeOffer(id: process.id, offerDetails: details))
            let sweeper = OfferSweeper(desk: bench.desk)
            #expect(try await sweeper.sweep() == 0)
            bench.clock.advance(days: 2)
            #expect(try await sweeper.sweep() == 1)
            #expect(try await sweeper.sweep() == 0)
            let detail = try await bench.ask(GetInterview(id: process.id))
            #expect(detail.offers.map(\.status) == [.expired])
            #expect(detail.interview.status == .offerExtended)
            let last = try await bench.ask(GetInterviewHistory(id: process.id)).items.last
            #expect(last?.what == .offerChanged && last?.actor == nil)
        }
    }

    @Test("the list filters, sorts, searches and pages")
    func lists() async throws {
        try await InterviewsBench.run { (bench) async throws in
            var ids: [InterviewID] = []
            for candidate in 1...7 as ClosedRange<UInt64> {
                let company = candidate < 4 ? "Analytical Engines" : "Acme"
                ids.append(try await bench.begin(candidate, company: company).id)
                bench.clock.advance(.seconds(60))
            }
            try await bench.ask(HoldInterview(id: ids[1]))
            func found(_ request: ListInterviews) async throws -> [InterviewID] {
                try await bench.ask(request).items.map(\.id)
            }
            #expect(try await found(ListInterviews()) == ids.reversed())
            #expect(try await found(ListInterviews(sort: .oldest)) == ids)
            #expect(try await found(ListInterviews(sort: .recentlyChanged)).first == ids[1])
            #expect(
                try await found(ListInterviews(sort: .company))
                    == Array(ids[3...]) + Array(ids[..<3])
            )
            #expect(try await found(ListInterviews(q: "analyt prog")) == [ids[2], ids[1], ids[0]])
            #expect(try await found(ListInterviews(q: "?!")).isEmpty)
            #expect(try await found(ListInterviews(status: [.onHold], q: "engin")) == [ids[1]])
            #expect(try await found(ListInterviews(candidateID: .number(5))) == [ids[4]])
            #expect(try await found(ListInterviews(company: " aCME", feeder: "amazon")).count == 4)
            for sort in InterviewSort.allCases {
                var paged: [InterviewID] = []
                var cursor: Cursor?
                repeat {
                    let page = try await bench.ask(
                        ListInterviews(sort: sort, cursor: cursor, limit: 2)
                    )
                    paged += page.items.map(\.id)
                    cursor = page.nextCursor
                } while cursor != nil
                #expect(try await found(ListInterviews(sort: sort)) == paged)
            }
            let company = try await bench.ask(ListCompanyInterviews(name: "ACME"))
            #expect(company.items.count == 4)
            let candidate = try await bench.ask(ListCandidateInterviews(id: .number(2)))
            #expect(candidate.items.map(\.id) == [ids[1]])
        }
    }
}
