import Contract
import Testing
import Vocabulary

@testable import interviews

@Suite("CSV in and out")
struct ExchangeTests {
    private static let header = ImportReader.columns.joined(separator: ",")

    private func lines(_ count: Int, bad: Int? = nil) -> String {
        var text = Self.header + "\n"
        let ends = ["offer_accepted", "rejected_by_company", "candidate_withdrew", "role_closed"]
        for index in 0..<count {
            let candidate: CandidateID = .number(UInt64(index % 400 + 1))
            let status = index == bad ? "hired" : ends[index % ends.count]
            text += "\(candidate),\"Acme, Inc.\",Role \(index),\(status),Amazon,,,"
            text += "2025-01-01,2025-02-01,\r\n"
        }
        return text
    }

    @Test("ten thousand past processes with one bad line: nothing is kept, the line is named")
    func tenThousand() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let refused = try await bench.refusal(
                ImportInterviews(csv: lines(10_000, bad: 6_000))
            )
            #expect(refused?.errors.map(\.field) == ["lines[6002].status"])
            #expect(try await bench.ask(ListInterviews()).items.isEmpty)
            let checked = try await bench.ask(ImportInterviews(csv: lines(10_000), dryRun: true))
            #expect(checked == ImportReport(imported: 10_000, checkedOnly: true))
            #expect(try await bench.ask(GetFunnel()).totalStarted == 0)
            let kept = try await bench.ask(ImportInterviews(csv: lines(10_000)), key: "import")
            #expect(kept.imported == 10_000)
            let rates = try await bench.ask(GetConversionRates()).items
            #expect(rates.map(\.candidatesSourced) == [10_000])
            #expect(rates.map(\.placements) == [2_500])
            let insights = try await bench.ask(GetCompanyInsights(companyName: "acme, inc."))
            #expect(insights.meanDays == 31 && insights.medianDays == 31)
            let jobs = try await bench.ask(ListPlacements(id: .number(1))).items
            #expect(jobs.map(\.placementDate.description).allSatisfy { $0 == "2025-02-01" })
            #expect(!(try await bench.ask(RecomputeFeeder(feeder: "Amazon")).corrected))
            let file = try await bench.raw("GET", "/interviews/export.csv?company=Acme,%20Inc.")
            let records = try CSVText.records(
                String(decoding: file.body, as: UTF8.self),
                atMost: 20_000
            )
            #expect(records.count == 10_001)
            #expect(records[0].fields == Exports.columns)
            #expect(Set(records.dropFirst().map { $0.fields[2] }) == ["Acme, Inc."])
        }
    }

    @Test(
        "everything that is wrong is named at once",
        arguments: [
            ("", ["csv"]),
            ("candidate_id,company_name\n", ["lines[1].role_title"]),
            ("candidate_id,company_name,role_title,salary\n", ["lines[1].salary"]),
            (
                "candidate_id,company_name,role_title\nx,,Y\n",
                ["lines[2].candidate_id", "lines[2].company_name"]
            ),
            ("candidate_id,company_name,role_title\na,b\n", ["lines[2]"]),
            ("candidate_id,company_name,role_title\n\"a,b,c\n", ["lines[2]"]),
            (
                "candidate_id,company_name,role_title,\(String(repeating: "é", count: 9_000))\n",
                ["lines[1].\(String(repeating: "é", count: 64))"]
            ),
            (String(repeating: ",", count: 1_000_000), ["lines[1]"]),
            (
                "candidate_id,company_name,role_title\n\(String(repeating: ",", count: 200))\n",
                ["lines[2]"]
            ),
        ] as [(String, [String])]
    )
    func faults(text: String, fields: [String]) throws {
        let today = try #require(CalendarDate("2026-03-01"))
        let reader = ImportReader(text, reasonCodes: [], today: today)
        #expect(reader.faults.map(\.field) == fields)
    }

    @Test("of too many faults, the first of each line is told")
    func manyFaults() throws {
        let today = try #require(CalendarDate("2026-03-01"))
        let text = Self.header + "\n" + String(repeating: "x,,,hired,,,x,x,x,x\n", count: 500)
        let faults = ImportReader(text, reasonCodes: [], today: today).faults
        #expect(faults.count == 4_000)
        let told = ImportReader.told(faults).map(\.field)
        #expect(told == (2...501).map { "lines[\($0)].candidate_id" })
        #expect(ImportReader.told(Array(faults.prefix(1_000))).count == 1_000)
    }

    @Test("dates go together, reasons are the organization's")
    func rules() throws {
        let today = try #require(CalendarDate("2026-03-01"))
        func faults(_ line: String) -> [String] {
            let candidate: CandidateID = .number(1)
            let text = Self.header + "\n\(candidate),Acme,Role,\(line)\n"
            return ImportReader(text, reasonCodes: ["culture"], today: today).faults.map(\.field)
        }
        #expect(faults("rejected_by_company,,,,2026-01-01,2026-02-01,culture").isEmpty)
        #expect(faults("in_progress,,,,2026-01-01,2026-02-01,") == ["lines[2].ended_on"])
        #expect(faults("role_closed,,,,2026-02-01,2026-01-01,") == ["lines[2].ended_on"])
        #expect(faults("role_closed,,,,2026-04-01,,") == ["lines[2].started_on"])
        #expect(faults("rejected_by_company,,,,,,moody") == ["lines[2].reason_code"])
    }

    @Test("what is written is read back", arguments: 0..<200 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var dice = HistoryPropertyTests.Dice(state: seed)
        let alphabet = Array("ab,\"\n\r é;'")
        let fields = (0..<4).map { _ in
            "x" + String((0..<6).map { _ in alphabet.randomElement(using: &dice) ?? "x" })
        }
        let text = CSVText.line(fields) + CSVText.line(fields)
        let records = try CSVText.records(text, atMost: 2)
        #expect(records.map(\.fields) == [fields, fields])
        #expect(throws: CSVText.Fault.tooLong) { try CSVText.records(text, atMost: 1) }
    }

    @Test("a field that a spreadsheet would run is text")
    func formulas() {
        #expect(CSVText.line(["=1+1", "-x", "a"]) == "'=1+1,'-x,a\r\n")
    }
}
