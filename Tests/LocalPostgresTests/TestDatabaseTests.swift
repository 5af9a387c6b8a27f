import LocalPostgres
import TestKit
import Testing

@Suite("Each test has a database of its own, all tests one server")
struct TestDatabaseTests {
    @Test("concurrent tests see their own tables only, and nothing stays")
    func isolation() async throws {
        let databases = try await withThrowingTaskGroup(of: TestDatabase.self) { group in
            for round in 0..<6 {
                group.addTask {
                    try await withTestDatabase { database in
                        let connection = database.connectionString()
                        _ = try await LocalPostgres.sql(
                            "CREATE TABLE mine AS SELECT \(round) AS round",
                            at: connection
                        )
                        let mine = try await LocalPostgres.sql("TABLE mine", at: connection)
                        #expect(mine == String(round))
                        return database
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let names = Set(databases.map(\.name))
        #expect(names.count == 6)
        #expect(Set(databases.map(\.server.socketFolder)).count == 1)
        try await withTestDatabase { database in
            let left = try await database.server.sql("SELECT datname FROM pg_database")
            #expect(names.isDisjoint(with: left.split(separator: "\n").map(String.init)))
        }
    }

    @Test("a failing test's database is dropped, and its own error is what is seen")
    func failure() async throws {
        struct Failed: Error {}
        var name = ""
        await #expect(throws: Failed.self) {
            try await withTestDatabase { database in
                name = database.name
                throw Failed()
            }
        }
        try await withTestDatabase { database in
            let left = try await database.server.sql("SELECT datname FROM pg_database")
            #expect(!left.contains(name))
        }
    }
}
