import FoundationEssentials
import LocalPostgres
import Postgres
import TestKit
import Testing

@Suite("Backends and servers that end under load lose nothing and answer nothing twice")
struct TerminationTests {
    @Test(
        "Callers do not notice that backends are terminated, except for whom it may have happened"
    )
    func terminatedUnderLoad() async throws {
        try await withPostgres { configuration in
            configuration.waitTimeout = .seconds(30)
        } _: { (postgres) async throws in
            try await postgres.execute("CREATE TABLE t (id int8 PRIMARY KEY)")
            let isOver = Shared(false)
            let unknown = Shared<Set<Int>>([])
            let refused = Shared<Set<Int>>([])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for caller in 0..<32 {
                    group.addTask {
                        for number in 0..<150 {
                            let id = caller * 1000 + number
                            let echo: Int? = try? await postgres.row("SELECT \(id)")
                            #expect(echo == nil || echo == id)
                            switch await reason(of: {
                                try await postgres.execute("INSERT INTO t VALUES (\(id))")
                            }) {
                            case nil: break
                            case .outcomeUnknown?: _ = unknown.change { $0.insert(id) }
                            case .connectionLost?: _ = refused.change { $0.insert(id) }
                            case let other?: Issue.record("\(other)")
                            }
                        }
                    }
                }
                group.addTask {
                    while !isOver.value {
                        try await terminateOthers(postgres)
                        try await Task.sleep(for: .milliseconds(30))
                    }
                }
                for _ in 0..<32 { try await group.next() }
                isOver.change { $0 = true }
                try await group.waitForAll()
            }
            let kept = Set(try await postgres.rows("SELECT id FROM t", as: Int.self))
            let all = Set((0..<32).flatMap { caller in (0..<150).map { caller * 1000 + $0 } })
            let (maybe, no) = (unknown.value, refused.value)
            // Kept exactly where it was said to be; a key inserted twice would have been refused.
            #expect(all.subtracting(kept).subtracting(maybe) == no)
            #expect(kept.isDisjoint(with: no))
            #expect(await postgres.health().connectionFailures > 0)
        }
    }

    /// Ends the other backends of this database.
    private func terminateOthers(_ postgres: Postgres) async throws {
        _ = try? await postgres.leased.execute(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
                AND backend_type = 'client backend'
            """
        )
    }

    @Test("Who comes just after an idle backend was terminated is served by another")
    func terminatedWhileIdle() async throws {
        try await withPostgres { configuration in
            configuration.sharedConnections = 1
        } _: { (postgres) async throws in
            for _ in 0..<60 {
                let backend: Int32 = try await postgres.row("SELECT pg_backend_pid()")
                try await postgres.leased.execute("SELECT pg_terminate_backend(\(backend))")
                try await Task.sleep(for: .microseconds(Int.random(in: 0...2000)))
                let other: Int32 = try await postgres.row("SELECT pg_backend_pid()")
                #expect(other != backend)
            }
        }
    }

    @Test("A transaction whose backend ends before COMMIT runs again")
    func transactionsRunAgain() async throws {
        try await withPostgres { (postgres) async throws in
            try await postgres.execute("CREATE TABLE t (id int8)")
            let runs = Shared(0)
            try await postgres.transaction { transaction in
                let run = runs.count()
                try await transaction.execute("INSERT INTO t VALUES (\(run))")
                if run == 1 { try await terminateOthers(postgres) }
                try await transaction.execute("INSERT INTO t VALUES (\(run))")
            }
            let kept: [Int] = try await postgres.rows("SELECT id FROM t")
            #expect(kept == [2, 2])
        }
    }

    @Test("A connection that is lost during COMMIT is reported as unknown, not repeated")
    func lostDuringCommit() async throws {
        try await withPostgres { configuration in
            configuration.statementTimeout = .seconds(30)
        } _: { (postgres) async throws in
            try await postgres.transaction { transaction in
                try await transaction.run(
                    script: """
                        CREATE TABLE t (id int8);
                        CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS
                            'BEGIN PERFORM pg_sleep(20); RETURN NULL; END';
                        CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t
                            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION linger();
                        """
                )
            }
            let runs = Shared(0)
            let task = Task {
                await reason {
                    try await postgres.transaction { transaction in
                        runs.count()
                        try await transaction.execute("INSERT INTO t VALUES (1)")
                    }
                }
            }
            let committing: Statement =
                "SELECT count(*) FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active'"
            #expect(try await eventually { try await postgres.row(committing) == 1 })
            try await terminateOthers(postgres)
            #expect(await task.value == .outcomeUnknown)
            #expect(runs.value == 1)
        }
    }

    @Test("A server that stops at once and starts again under load is met again by all")
    func serverRestarts() async throws {
        let server = try await LocalPostgres.start(.init(disposableIn: nil))
        try await server.createDatabase("load")
        var configuration = PostgresConfiguration(server.connectionString(database: "load"))
        configuration.waitTimeout = .seconds(30)
        let postgres = Postgres(configuration)
        try await postgres.execute("CREATE TABLE t (id int8 PRIMARY KEY)")
        let isOver = Shared(false)
        let outcomes = try await withThrowingTaskGroup(of: [Int: PostgresError.Reason?].self) {
            group in
            for caller in 0..<24 {
                group.addTask {
                    var outcomes: [Int: PostgresError.Reason?] = [:]
                    var id = caller * 1_000_000
                    while !isOver.value {
                        id += 1
                        outcomes[id] = .some(
                            await reason { [id] in
                                if id.isMultiple(of: 5) {
                                    try await postgres.transaction { transaction in
                                        try await transaction.execute(
                                            "INSERT INTO t VALUES (\(id))"
                                        )
                                    }
                                } else {
                                    try await postgres.execute("INSERT INTO t VALUES (\(id))")
                                }
                            }
                        )
                    }
                    return outcomes
                }
            }
            for _ in 0..<2 {
                try await Task.sleep(for: .milliseconds(500))
                try await server.restart(.immediate)
            }
            try await Task.sleep(for: .milliseconds(500))
            isOver.change { $0 = true }
            return try await group.reduce(into: [:]) { all, part in
                all.merge(part) { first, _ in first }
            }
        }
        let kept = Set(try await postgres.rows("SELECT id FROM t", as: Int.self))
        #expect(kept.count > 100)
        for (id, outcome) in outcomes {
            switch outcome {
            case nil: #expect(kept.contains(id), "\(id) was lost")
            case .outcomeUnknown?: break
            case .connectionLost?: #expect(!kept.contains(id), "\(id) was kept")
            case let other?: Issue.record("\(other)")
            }
        }
        await postgres.close()
        try await server.stop()
    }
}
