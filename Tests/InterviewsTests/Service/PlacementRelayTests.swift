import Contract
import Foundation
import Postgres
import ServiceKit
import Synchronization
import TestKit
import Testing
import Vocabulary

@testable import ServiceStore
@testable import interviews

@Suite("Identity is told of jobs: in the end, and as they stand")
struct PlacementRelayTests {
    /// Identity as far as jobs go: keeps what was told last, and every telling.
    private final class Identity: Sendable {
        struct State {
            var told: [PutPlacement] = []
            var error: PeerError?
        }

        let state = Mutex(State())
        var told: [PutPlacement] { state.withLock { $0.told } }

        func put(_ request: PutPlacement) throws {
            try state.withLock { state in
                if let error = state.error { throw error }
                state.told.append(request)
            }
        }
    }

    private struct Office {
        let bench: InterviewsBench
        let identity = Identity()

        /// One replica looks once.
        @discardableResult
        func look() async throws -> Int {
            let system = bench.schema.system
            try await EventPositions(system).assignAcrossTenants()
            return try await replica().readAcrossTenants(relay.tell)
        }

        var relay: PlacementRelay {
            PlacementRelay(store: bench.desk.store) { [identity] in try identity.put($0) }
        }

        func replica() -> EventReader {
            EventReader(
                "test",
                of: PlacementRelay.types,
                atOnce: PlacementRelay.atOnce,
                bench.schema.system
            ) { _, _ in }
        }

        func hire(_ candidate: UInt64, _ company: String = "Acme") async throws -> Interview {
            let process = try await bench.begin(candidate, company: company)
            return try await bench.ask(
                CompleteInterview(
                    id: process.id,
                    finalStatus: .offerAccepted,
                    offerDetails: OfferDetails(bonus: "One month")
                )
            )
        }
    }

    @Test("made, corrected, ended, taken back and made again")
    func life() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let office = Office(bench: bench)
            let process = try await office.hire(7)
            #expect(try await office.look() == 1)
            let made = try #require(office.identity.told.last)
            #expect(made.organization == InterviewsBench.ours && made.candidate == .number(7))
            #expect(made.record?.companyName == "Acme")
            #expect(made.record?.offerDetails?.bonus == "One month")

            try await bench.ask(UpdateInterview(id: process.id, companyName: "Acme Ltd"))
            try await bench.ask(UpdateInterview(id: process.id, recruiterName: .set("Eve")))
            #expect(try await office.look() == 1)
            #expect(office.identity.told.last?.record?.companyName == "Acme Ltd")
            let job = try await bench.ask(ListPlacements(id: .number(7))).items[0]
            #expect(job.companyName == "Acme Ltd" && job.version == 2)

            let date = try #require(CalendarDate("2026-05-04"))
            try await bench.ask(EndPlacement(id: job.id, reason: .resigned, date: date))
            try await office.look()
            #expect(office.identity.told.last?.record?.endedOn == date)

            try await bench.ask(ReopenInterview(id: process.id, reason: "A mistake."))
            try await office.look()
            let undone = try #require(office.identity.told.last)
            #expect(undone.placement == made.placement && undone.record == nil)

            try await bench.ask(CompleteInterview(id: process.id, finalStatus: .offerAccepted))
            try await office.look()
            let again = try #require(office.identity.told.last)
            #expect(again.placement != made.placement && again.record != nil)
            let versions = office.identity.told.map(\.version)
            #expect(versions == versions.sorted() && Set(versions).count == 5)
            #expect(try await office.look() == 0)
        }
    }

    @Test("identity is away: it waits, and then tells how things stand by then")
    func away() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let office = Office(bench: bench)
            office.identity.state.withLock { $0.error = .unavailable(.identity) }
            let process = try await office.hire(7)
            for _ in 0..<3 {
                await #expect(throws: PeerError.self) { try await office.look() }
            }
            try await bench.ask(UpdateInterview(id: process.id, roleTitle: "Editor"))
            bench.clock.advance(.seconds(1))
            _ = try await office.hire(8)
            office.identity.state.withLock { $0.error = nil }
            #expect(try await office.look() == 3)
            let told = office.identity.told
            #expect(told.map(\.candidate) == [.number(7), .number(7), .number(8)])
            #expect(told[0].record?.roleTitle == "Editor" && told[0].record == told[1].record)
        }
    }

    @Test("a record that identity has no more holds nobody up")
    func gone() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let office = Office(bench: bench)
            _ = try await office.hire(7)
            let refusal = Refusal(.notFound, "", reason: "no_such_candidate")
            office.identity.state.withLock { $0.error = .refused(.identity, refusal) }
            #expect(try await office.look() == 1)
            office.identity.state.withLock { $0.error = nil }
            _ = try await office.hire(8)
            #expect(try await office.look() == 1)
            #expect(office.identity.told.map(\.candidate) == [.number(8)])
        }
    }

    @Test("two replicas tell each job once; imported ones and other organizations' too")
    func replicas() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let office = Office(bench: bench)
            for candidate in 1...6 as ClosedRange<UInt64> { _ = try await office.hire(candidate) }
            let lines = (11...30 as ClosedRange<UInt64>).map {
                "\(CandidateID.number($0)),Bolt,Editor,offer_accepted,2025-11-03"
            }
            let csv = (["candidate_id,company_name,role_title,status,ended_on"] + lines)
            try await bench.ask(ImportInterviews(csv: csv.joined(separator: "\n")))
            let theirs = try await bench.ask(
                CreateInterview(
                    candidateID: .number(401),
                    companyName: "Theirs",
                    roleTitle: "Editor"
                ),
                as: .stranger
            )
            try await bench.ask(
                CompleteInterview(id: theirs.id, finalStatus: .offerAccepted),
                as: .stranger
            )
            try await EventPositions(bench.schema.system).assignAcrossTenants()
            let (one, two) = (office.replica(), office.replica())
            let relay = office.relay
            async let first = one.readAcrossTenants(relay.tell)
            async let second = two.readAcrossTenants(relay.tell)
            let counts = try await [first, second]
            #expect(counts.reduce(0, +) == 27)
            let told = office.identity.told
            #expect(Set(told.map(\.placement)).count == 27 && told.count == 27)
            #expect(told.filter { $0.organization == InterviewsBench.theirs }.count == 1)
            let old = told.filter { $0.record?.companyName == "Bolt" }
            #expect(old.count == 20)
            #expect(old.allSatisfy { $0.record?.placedOn.description == "2025-11-03" })
        }
    }

    @Test("what is waiting is found by its own index, as the system's role sees it")
    func plan() async throws {
        try await InterviewsBench.run { (bench) async throws in
            let office = Office(bench: bench)
            let job = try await office.hire(7)
            try await office.look()
            let linter = PlanLinter(
                bench.schema.serving,
                tenant: .organization(try #require(UUID(uuidString: "\(InterviewsBench.ours)")))
            )
            let state = InterviewQueries.state(of: .number(1), from: job.id)
            #expect(try await linter.findings(in: state) == [])
            let plan: [String] = try await bench.schema.system.rows(
                """
                EXPLAIN SELECT position FROM events WHERE position > 5 AND type IN
                    (\(Statement(stringLiteral: PlacementRelay.types.map { "'\($0)'" }
                        .joined(separator: ", "))))
                ORDER BY position LIMIT 100
                """
            )
            #expect(plan.joined().contains("events_of_placements"), "\(plan)")
        }
    }
}
