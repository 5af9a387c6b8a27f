import Contract
import Foundation
import Postgres
import ServiceStore
import TestKit
import Testing
import Vocabulary

@testable import interviews

@Suite("The schema of interviews")
struct StoreTests {
    private static let all = ServiceStore.migrations + InterviewsMigrations.all

    @Test("each migration may be applied twice")
    func twice() async throws {
        #expect(try await changesWhenAppliedTwice(Self.all, of: "interviews") == [])
    }

    @Test("the list of migrations is the folder")
    func listed() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Services/Interviews/Migrations")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path())
        #expect(
            files.sorted() == InterviewsMigrations.all.map { "\($0.name).sql" }.sorted()
        )
        for migration in InterviewsMigrations.all {
            let file = folder.appending(path: "\(migration.name).sql")
            #expect(try String(contentsOf: file, encoding: .utf8) == migration.sql)
        }
    }

    @Test("tables and indexes of the source stand under their names, protected")
    func names() async throws {
        try await withOwnedSchema("interviews", migrations: Self.all) { (schema) async throws in
            let indexes: [String] = try await schema.admin.rows(
                "SELECT indexname::text FROM pg_indexes WHERE schemaname = 'interviews'"
            )
            for name in [
                "idx_interview_processes_candidate_id", "idx_interview_processes_company_name",
                "idx_interview_processes_status", "idx_interview_processes_feeder_source",
                "idx_interview_stages_process_id", "idx_interview_stages_outcome",
                "idx_interview_stages_stage_name",
            ] {
                #expect(indexes.contains(name))
            }
            let open: [String] = try await schema.admin.rows(
                """
                SELECT relname::text FROM pg_class WHERE relkind = 'r' AND NOT relrowsecurity
                    AND relnamespace = 'interviews'::regnamespace
                    AND relname NOT LIKE '%migration%'
                """
            )
            #expect(open == [])
        }
    }

    @Test("every question is answered from an index")
    func plans() async throws {
        try await withOwnedSchema("interviews", migrations: Self.all) { (schema) async throws in
            let linter = PlanLinter(
                schema.serving,
                tenant: .organization(UUID()),
                smallTables: ["reason_codes", "interview_names", "interview_day_mark"]
            )
            for statement in Self.questions {
                let findings = try await linter.findings(in: statement)
                #expect(findings == [], "\(statement.sql)")
            }
        }
    }

    private static var questions: [Statement] {
        let viewers = [
            Viewer(.user(.number(1), of: .number(1), as: .admin)),
            Viewer(.user(.number(1), of: .number(1), as: .hiringManager)),
            Viewer(.user(.number(1), of: .number(1), as: .interviewer)),
        ].compactMap(\.self)
        let place = InterviewListing.Place(at: Instant(seconds: 0), id: .number(1))
        var listings = InterviewSort.allCases.flatMap { sort in
            [InterviewListing(sort: sort), InterviewListing(sort: sort, place: place)]
        }
        listings += [
            InterviewListing(statuses: [.inProgress]), InterviewListing(company: "Acme"),
            InterviewListing(candidate: .number(1)), InterviewListing(feeder: "Amazon"),
            InterviewListing(recruiter: "Ada"), InterviewListing(words: ["ac", "pro"]),
            InterviewListing(createdFrom: CalendarDate("2026-01-01"), createdTo: .latest),
        ]
        let lists = viewers.flatMap { viewer in
            listings.map { $0.statement(viewer, limit: 51) }
        }
        let chosen = viewers.flatMap {
            [
                InterviewQueries.locking([.number(1), .number(2)], $0),
                InterviewQueries.processes(
                    withCompany: "Acme",
                    role: "Programmer",
                    standing: [.onHold],
                    $0
                ),
                InterviewQueries.placements(
                    of: .number(1),
                    before: (.latest, .number(1)),
                    $0,
                    limit: 51
                ),
            ]
        }
        return lists + chosen + single + figures
    }

    private static var single: [Statement] {
        let dossier = Walk().dossier
        return [
            InterviewQueries.process(.number(1)), InterviewQueries.stages(of: .number(1)),
            InterviewQueries.offers(of: .number(1)), InterviewQueries.placement(of: .number(1)),
            InterviewQueries.process(of: StageID.number(1)),
            InterviewQueries.process(of: PlacementID.number(1)),
            InterviewQueries.stages(of: .number(1), in: .number(2)),
            InterviewQueries.active(besides: dossier),
            InterviewQueries.state(of: .number(1), from: .number(2)),
            EventLog<Transaction>.page(of: .number(1), after: .init(), limit: 51),
            ScorecardStore<Transaction>.owing(.number(1), of: [.number(1), .number(2)]),
        ]
    }

    private static var figures: [Statement] {
        var scopes = [ReportScope()]
        for feeder in [nil, "Amazon"] as [String?] {
            for company in [nil, "Acme"] as [String?] {
                for asOf in [nil, Instant(seconds: 1)] as [Instant?] {
                    var scope = ReportScope()
                    (scope.feeder, scope.company, scope.asOf) = (feeder, company, asOf)
                    scopes.append(scope)
                    scope.from = CalendarDate("2026-01-01")
                    scopes.append(scope)
                }
            }
        }
        let counted = scopes.flatMap {
            [FigureQueries.counts($0), FigureQueries.countsOfFeeders($0)]
        }
        let narrow = scopes.filter { $0.feeder != nil || $0.company != nil }.flatMap {
            [
                FigureQueries.ages($0), FigureQueries.ages($0, unchangedSince: .latest),
                FigureQueries.lastActivity($0),
            ]
        }
        let notes = scopes.map { StageQueries.notes("Technical", $0, limit: 10) }
        let stages = scopes.flatMap {
            [
                StageQueries.tallied("Technical", $0),
                FigureQueries.processes($0, changedAfter: .latest),
            ]
        }
        return counted + narrow + notes + stages + [
            TotalQueries.ages(ReportScope()), TotalQueries.stages("Technical", ReportScope()),
            StageQueries.sums("Technical", ReportScope()),
            StageQueries.named("Technical", in: [.number(1), .number(2)]),
            FeederQueries.stageTallies(of: .of("Amazon")),
            FeederQueries.tallies(of: .of("Amazon")), FeederQueries.totals(of: .of("Amazon")),
            FeederQueries.ages(of: .of("Amazon")), FeederQueries.stageTotals(of: .of("Amazon")),
            FeederQueries.stages(of: [.number(1), .number(2)]),
            FeederQueries.processes(of: .of("Amazon")),
            FeederQueries.events(of: [.number(1), .number(2)]),
        ]
    }
}
