import Contract
import Foundation
import HTTP
import Testing
import Vocabulary

extension EndToEnd {
    @Test func `Every operation of interviews is where it is promised, asked well and wrongly`()
        async throws
    {
        let office = try await InterviewsOffice.of(try #require(Self.vouch))
        let table = try await office.scene().table
        let all = Catalogue.operations.filter { $0.service == .interviews }.map { $0.name }
        for operation in all {
            let statuses = table.filter { $0.operation == operation }.map(\.status)
            #expect(statuses.contains { $0 < 300 }, "\(operation) is never asked well")
            #expect(statuses.contains { $0 >= 400 }, "\(operation) is never asked wrongly")
        }
        for row in table {
            let reply = try await office.visitor(row.asker).reply(row.verb, row.path, row.body)
            let said = "\(row.operation) \(row.status): \(reply.text)"
            #expect(reply.status == row.status, "\(said)")
            guard reply.status >= 400 else { continue }
            #expect(reply.headers.string("content-type") == Problem.mediaType, "\(said)")
            #expect(reply.problem?.status == row.status, "\(said)")
            #expect(reply.problem?.requestID != nil, "\(said)")
            #expect(reply.fields == row.fields, "\(said)")
        }
    }

    @Test func `A process is led to the job, past every refusal on its way`()
        async throws
    {
        let office = try await InterviewsOffice.of(try #require(Self.vouch))
        let admin = office.admin
        let begin = office.begin("Life", "Programmer")

        // The same under a key is the same; another under it is refused.
        let first = try await admin.reply(to: begin, key: "life")
        let again = try await admin.reply(to: begin, key: "life")
        #expect(first.status == 201 && again.status == 201 && first.body == again.body)
        let other = try await admin.reply(to: office.begin("Life", "Editor"), key: "life")
        #expect(other.status == 422 && other.problem?.code == "idempotency_key_reused")
        let process = try Interview(json: first.body)

        // A second active one says where the first is; unless it is forced.
        let second = try await admin.reply(to: office.begin(" LIFE", "programmer "))
        #expect(second.status == 409 && second.problem?.code == "active_process_exists")
        #expect(second.headers.string("location") == "/interviews/\(process.id)")

        // A candidate, an interviewer or a manager of somebody else is unknown.
        let theirs = try await office.stranger.send(
            CreateCandidate(fields: CandidateFields(name: "Theirs"))
        )
        let theirUser = try #require(UserID(try await office.stranger.send(GetMe()).id))
        let foreign = try await admin.reply(
            to: CreateInterview(
                candidateID: theirs.id,
                companyName: "Acme",
                roleTitle: "Editor",
                hiringManagerID: theirUser
            )
        )
        #expect(foreign.status == 422)
        #expect(foreign.fields == ["candidate_id", "hiring_manager_id"])
        let named = AddStage(
            id: process.id,
            stageName: "Technical",
            interviewerIDs: [office.interviewer.id, theirUser]
        )
        let unknown = try await admin.reply(to: named)
        #expect(unknown.status == 422 && unknown.fields == ["interviewer_ids[1]"])

        // Nothing and somebody else's are the same to a stranger; a role is told what it may not.
        let nothing = try await office.stranger.reply(
            to: GetInterview(id: try #require(InterviewID(InterviewsScene.unknown)))
        )
        let hidden = try await office.stranger.reply(to: GetInterview(id: process.id))
        #expect(nothing.status == 404 && hidden.status == 404)
        #expect(nothing.problem?.detail == hidden.problem?.detail)
        let forbidden = try await office.interviewer.visitor.reply(to: begin)
        #expect(forbidden.status == 403)
        #expect(
            try await office.manager.visitor.reply(to: GetInterview(id: process.id)).status == 404
        )

        // Two edit the same version: the second is told.
        let read = try await admin.reply(to: GetInterview(id: process.id))
        let tag = try #require(read.headers.string("etag"))
        let manager = UpdateInterview(id: process.id, hiringManagerID: .set(office.manager.id))
        #expect(try await admin.reply(to: manager, ifMatch: tag).status == 200)
        let late = UpdateInterview(id: process.id, roleTitle: "Chief")
        #expect(try await admin.reply(to: late, ifMatch: tag).status == 412)

        try await office.walkToTheJob(process.id)
    }
}

extension EndToEnd {
    @Test func `A file of two thousand lines is taken as it is, or not at all for a bad line`()
        async throws
    {
        let office = try await InterviewsOffice.of(try #require(Self.vouch))
        let ends = ["offer_accepted", "rejected_by_company", "candidate_withdrew", "role_closed"]
        var file = "candidate_id,company_name,role_title,status,feeder_source,started_on,ended_on\n"
        for line in 0..<2_000 {
            file += "\(office.candidate),\"Acme, Inc.\",Role \(line),\(ends[line % 4]),Imported,"
            file += "2025-01-01,2025-02-01\r\n"
        }
        func send(_ text: String) async throws -> Visitor.Reply {
            try await office.admin.reply(
                "POST",
                "/interviews/import",
                text,
                type: "text/csv; charset=utf-8"
            )
        }
        let bad = try await send(file.replacing("Role 1233,rejected", with: "Role 1233,hired"))
        #expect(bad.status == 422 && bad.fields == ["lines[1235].status"], "\(bad.text)")
        let good = try await send(file)
        #expect(good.status == 200, "\(good.text)")
        let rates = try await office.admin.send(GetConversionRates(feeder: "imported")).items
        #expect(rates.map(\.candidatesSourced) == [2_000])
        #expect(rates.map(\.placements) == [500])
    }
}

extension InterviewsOffice {
    func begin(_ company: String, _ role: String) -> CreateInterview {
        CreateInterview(
            candidateID: candidate,
            companyName: company,
            roleTitle: role,
            feederSource: "Amazon"
        )
    }

    /// The rest of the life: the stage, the blind card, the offer, the end and its way out.
    fileprivate func walkToTheJob(_ id: InterviewID) async throws {
        let lead = manager.visitor
        let stage = try await lead.send(
            AddStage(id: id, stageName: "Technical", interviewerIDs: [interviewer.id])
        )
        _ = try await interviewer.visitor.send(
            SubmitScorecard(
                stageID: stage.id,
                ratings: StageRatings(overallRating: StageRating(5)),
                recommendation: .strongYes
            )
        )
        let passed = try await lead.send(
            RecordOutcome(
                stageID: stage.id,
                outcome: .passed,
                ratings: StageRatings(overallRating: StageRating(5))
            )
        )
        #expect(passed.scorecardMeans?.overallRating == 5)
        _ = try await lead.send(MakeOffer(id: id))
        let hired = try await lead.send(UpdateOffer(id: id, version: 1, status: .accepted))
        #expect(hired.status == .accepted)

        let ended = try await lead.reply(to: HoldInterview(id: id))
        #expect(ended.status == 409)
        #expect(ended.problem?.code == "process_ended")
        #expect(ended.problem?.detail.hasSuffix("reopen it first.") == true, "\(ended.text)")
        let jobs = try await admin.send(ListPlacements(id: candidate)).items
        #expect(jobs.filter { $0.interviewProcessID == id }.count == 1)
        let detail = try await admin.send(GetInterview(id: id))
        #expect(detail.interview.status == .offerAccepted)
        #expect(detail.interview.interviewScore?.value == 100)
        let history = try await admin.send(GetInterviewHistory(id: id)).items
        #expect(
            Set(history.map(\.what)) == [
                .created, .updated, .stageAdded, .scorecardSubmitted, .outcomeRecorded,
                .offerChanged, .statusChanged, .placementMade,
            ]
        )
        let funnel = try await admin.send(GetFunnel(company: "life"))
        #expect((funnel.totalStarted, funnel.offerAcceptedRate) == (1, 1))
    }

    /// What the table of operations is about.
    fileprivate func scene() async throws -> InterviewsScene {
        let process = try await admin.send(begin("Acme & Sons/Ltd", "Programmer"))
        let technical = try await admin.send(
            AddStage(
                id: process.id,
                stageName: "Technical interview",
                interviewerIDs: [interviewer.id]
            )
        )
        let lunch = try await admin.send(AddStage(id: process.id, stageName: "Lunch"))
        let other = try await admin.send(begin("Acme", "Author"))
        let hire = try await admin.send(begin("Acme", "Printer"))
        _ = try await admin.send(CompleteInterview(id: hire.id, finalStatus: .offerAccepted))
        let jobs = try await admin.send(ListPlacements(id: candidate)).items
        let job = try #require(jobs.first { $0.interviewProcessID == hire.id })
        return InterviewsScene(
            candidate: candidate,
            process: process.id,
            technical: technical.id,
            lunch: lunch.id,
            other: other.id,
            job: job.id
        )
    }

    fileprivate func visitor(_ asker: String) throws -> Visitor {
        let visitors = [
            "admin": admin, "interviewer": interviewer.visitor, "stranger": stranger,
            "nobody": Visitor(vouch: admin.vouch),
        ]
        return try #require(visitors[asker], "\(asker)")
    }
}

extension Visitor.Reply {
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The fields that are said to be wrong.
    var fields: Set<String> { Set(problem?.errors?.map(\.field) ?? []) }
}
