import Contract
import Testing
import Vocabulary

@testable import interviews

@Suite("Reasons are kept, jobs end, lists are paged, members are known")
struct UpkeepTests {
    @Test("an organization's reason codes replace the usual ones; what was said before stays")
    func reasons() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let usual = try await bench.answer(GetReasonCodes(), as: .interviewer(41))
            #expect((usual.tag, usual.value.codes.count) == ("\"1\"", 10))
            let before = try await bench.begin(1)
            func reject(_ id: InterviewID, _ reason: String) async throws -> Refusal? {
                try await bench.refusal(
                    CompleteInterview(
                        id: id,
                        finalStatus: .rejectedByCompany,
                        reasonCode: reason
                    )
                )
            }
            #expect(try await reject(before.id, "culture") == nil)

            let request = UpdateReasonCodes(codes: ["too_slow", "other"])
            #expect(try await bench.refusal(request, as: .recruiter)?.code == .forbidden)
            let changed = try await bench.answer(request, as: .admin, ifMatch: "\"1\"")
            #expect(changed.tag == "\"2\"" && changed.value.codes == request.codes)
            // The same again is no change; another from an old version is refused.
            #expect(try await bench.ask(request, as: .admin).version == 2)
            let late = try await bench.refusal(
                UpdateReasonCodes(codes: ["other"]),
                as: .admin,
                ifMatch: "\"1\""
            )
            #expect(late?.code == .preconditionFailed)
            #expect(try await bench.ask(GetReasonCodes()).codes == request.codes)
            #expect(try await bench.ask(GetReasonCodes(), as: .stranger).version == 1)

            let after = try await bench.begin(2)
            #expect(
                try await reject(after.id, "culture")?.errors.map(\.field) == ["reason_code"]
            )
            #expect(try await reject(after.id, "too_slow") == nil)
            let old = try await bench.ask(GetInterview(id: before.id)).interview
            #expect(old.finalOutcome == "culture")
        }
    }

    @Test("of two who replace the reason codes at once, the second is told")
    func reasonsAtOnce() async throws {
        try await InterviewsBench.run { (bench) async throws in
            async let one = bench.refusal(
                UpdateReasonCodes(codes: ["one"]),
                as: .admin,
                ifMatch: "\"1\""
            )
            async let two = bench.refusal(
                UpdateReasonCodes(codes: ["two"]),
                as: .admin,
                ifMatch: "\"1\""
            )
            let refusals = try await [one, two].compactMap(\.self)
            #expect(refusals.map(\.code) == [.preconditionFailed])
            #expect(try await bench.ask(GetReasonCodes()).version == 2)
        }
    }

    @Test("the processes of a candidate and of a company are paged, newest first")
    func pages() async throws {
        try await InterviewsBench.run { (bench) async throws in
            var ids: [InterviewID] = []
            for number in 1...5 {
                ids.insert(try await bench.begin(role: "Role \(number)").id, at: 0)
                bench.clock.advance(.seconds(1))
            }
            _ = try await bench.begin(2, company: "Bolt")
            var paged: [InterviewID] = []
            var cursor: Cursor?
            repeat {
                let page = try await bench.ask(
                    ListCandidateInterviews(id: .number(1), cursor: cursor, limit: 2)
                )
                #expect(page.items.count <= 2)
                paged += page.items.map(\.id)
                cursor = page.nextCursor
            } while cursor != nil
            #expect(paged == ids)
            let first = try await bench.ask(ListCompanyInterviews(name: "ACME", limit: 3))
            let rest = try await bench.ask(
                ListCompanyInterviews(name: "acme", cursor: first.nextCursor, limit: 3)
            )
            #expect(first.items.map(\.id) + rest.items.map(\.id) == ids)
            #expect(rest.nextCursor == nil)
            // A place in one list is none in another.
            let foreign = try await bench.refusal(
                ListCandidateInterviews(id: .number(1), cursor: first.nextCursor)
            )
            #expect(foreign?.errors.map(\.field) == ["cursor"])
        }
    }

    @Test("a job ends once, in the version that its caller knows")
    func job() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let process = try await bench.begin()
            try await bench.ask(CompleteInterview(id: process.id, finalStatus: .offerAccepted))
            let job = try await bench.ask(ListPlacements(id: .number(1))).items[0]
            func end(
                _ date: CalendarDate,
                _ reason: PlacementEndReason = .resigned,
                ifMatch: String? = nil
            ) async throws -> Refusal? {
                try await bench.refusal(
                    EndPlacement(id: job.id, reason: reason, date: date),
                    ifMatch: ifMatch
                )
            }
            let later = try #require(CalendarDate("2026-05-04"))
            let earlier = try #require(CalendarDate("2026-01-01"))
            #expect(try await end(earlier)?.errors.map(\.field) == ["date"])
            #expect(try await end(later, ifMatch: "\"7\"")?.code == .preconditionFailed)
            let ended = try await bench.answer(
                EndPlacement(id: job.id, reason: .resigned, date: later),
                key: "end",
                ifMatch: "\"1\""
            )
            #expect(ended.tag == "\"2\"" && ended.value.endedOn == later)
            let again = try await bench.answer(
                EndPlacement(id: job.id, reason: .resigned, date: later),
                key: "end"
            )
            #expect(again.body == ended.body)
            #expect(try await end(later)?.reason == "placement_ended")
            // The hire remains one.
            let rates = try await bench.ask(GetConversionRates()).items
            #expect(rates.map(\.placements) == [1])
        }
    }

    @Test("members of somebody else, or of nobody, are named as unknown")
    func members() async throws {
        try await InterviewsBench.run { (bench) async throws in
            func fields(_ operation: some Contract.Operation) async throws -> [String]? {
                try await bench.refusal(operation)?.errors.map(\.field)
            }
            let create = CreateInterview(
                candidateID: .number(999),
                companyName: "Acme",
                roleTitle: "Programmer",
                hiringManagerID: .number(101)
            )
            #expect(try await fields(create) == ["candidate_id", "hiring_manager_id"])
            let process = try await bench.begin(manager: 31)
            let update = UpdateInterview(id: process.id, hiringManagerID: .set(.number(101)))
            #expect(try await fields(update) == ["hiring_manager_id"])
            let cleared = UpdateInterview(id: process.id, hiringManagerID: .clear)
            #expect(try await fields(cleared) == nil)
            let add = AddStage(
                id: process.id,
                stageName: "Technical",
                interviewerIDs: [.number(41), .number(101), .number(150)]
            )
            #expect(try await fields(add) == ["interviewer_ids[1]", "interviewer_ids[2]"])
            let stage = try await bench.ask(AddStage(id: process.id, stageName: "Technical"))
            let change = UpdateStage(stageID: stage.id, interviewerIDs: [.number(101)])
            #expect(try await fields(change) == ["interviewer_ids[0]"])
            // Whoever may not see the process learns nothing about members either.
            #expect(try await bench.refusal(add, as: .stranger)?.code == .notFound)
            let csv = """
                candidate_id,company_name,role_title,hiring_manager_id
                \(CandidateID.number(1)),Acme,Editor,\(UserID.number(31))
                \(CandidateID.number(2)),Acme,Editor,\(UserID.number(101))
                """
            let imported = ImportInterviews(csv: csv)
            #expect(try await fields(imported) == ["lines[3].hiring_manager_id"])
        }
    }
}
