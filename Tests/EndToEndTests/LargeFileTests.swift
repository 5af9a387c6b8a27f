import Contract
import Postgres
import Testing
import Vocabulary

extension EndToEnd {
    /// As many lines as a file may have, each about somebody else: the body streams through the
    /// gateway, identity is asked about all of them, and all of it is one transaction.
    @Test func `A file of twenty thousand lines is imported whole, or every bad line is named`()
        async throws
    {
        let vouch = try #require(Self.vouch)
        let office = try await InterviewsOffice.of(vouch)
        try await addCandidates(like: office.candidate, vouch)
        let bad = [1, 9_999, 19_999]
        let refused = try await office.admin.reply(
            "POST",
            "/interviews/import",
            file(badAt: bad),
            type: "text/csv"
        )
        #expect(refused.status == 422)
        #expect(refused.fields == Set(bad.map { "lines[\($0 + 2)].status" }))
        let kept = try await office.admin.reply(
            "POST",
            "/interviews/import",
            file(),
            type: "text/csv",
            key: "large-file"
        )
        #expect(kept.status == 200, "\(kept.text)")
        let stats = try await office.admin.send(GetCompanyStats(companyName: "Imported, Inc."))
        #expect(stats.total == Self.lines && stats.placements == Self.hires)
        // Sent again because the answer was lost, it is answered and not done again.
        let again = try await office.admin.reply(
            "POST",
            "/interviews/import",
            file(),
            type: "text/csv",
            key: "large-file"
        )
        #expect(again.status == 200 && again.body == kept.body)
    }

    private static let lines = Limits.csvLines
    /// Identity is told of each, and other tests wait for theirs to be told behind them.
    private static let hires = lines / 20

    private func file(badAt bad: [Int] = []) -> String {
        let ends = ["rejected_by_company", "candidate_withdrew", "role_closed"]
        var text = "candidate_id,company_name,role_title,status,feeder_source,recruiter_name,"
        text += "started_on,ended_on\r\n"
        for line in 0..<Self.lines {
            let isHire = line % (Self.lines / Self.hires) == 0
            let end = isHire ? "offer_accepted" : ends[line % ends.count]
            let status = bad.contains(line) ? "hired" : end
            text += "\(Self.candidate(line)),\"Imported, Inc.\",Senior programmer of engines,"
            text += "\(status),Analytical society,Ada Byron,2025-01-01,2025-02-01\r\n"
        }
        return text
    }

    private static func candidate(_ line: Int) -> CandidateID {
        CandidateID(
            UUID128(high: 0x0198_F3A0_0000_7000, low: 0x8000_00CC_0000_0000 | UInt64(line))
        )
    }

    /// Twenty thousand records of one organization.
    private func addCandidates(like one: CandidateID, _ vouch: RunningVouch) async throws {
        let database = Postgres(PostgresConfiguration(try await vouch.status().postgres))
        let ids = (0...Self.lines).map { "\(Self.candidate($0))" }
        try await database.leased.execute(
            """
            INSERT INTO identity.candidates
            SELECT (jsonb_populate_record(c, jsonb_build_object('id', ids.id))).*
            FROM identity.candidates c, unnest(\(ids)) AS ids (id) WHERE c.id = \("\(one)")::uuid
            """
        )
        await database.close()
    }
}
