public import LocalPostgres

/// A fresh, empty database of one test, on a private server that all tests of the process share.
///
/// ```swift
/// try await withTestDatabase { database in
///     let connection = database.connectionString()
/// }
/// ```
///
/// The server starts with the first test that asks for it and ends with the process, however that
/// ends. Roles belong to the server, not to the database: a test that creates some must give them
/// names of its own, for example with `database.name` in front.
public struct TestDatabase: Sendable {
    /// Unique in this process; letters, digits and underscores, at most 30 of them.
    public let name: String
    /// The shared server. A test must not stop it.
    public let server: LocalPostgres

    /// libpq's connection string, as the superuser unless another role is named.
    public func connectionString(user: String = LocalPostgres.superuser) -> String {
        server.connectionString(database: name, user: user)
    }
}

/// Runs a test in a database of its own, which is dropped afterwards with whoever is still in it.
/// A bounded number of tests has its turn at a time, and each may use 16 connections.
public func withTestDatabase<Answer>(
    _ body: (TestDatabase) async throws -> Answer
) async throws -> Answer {
    try await Turns.databases.take { try await inTestDatabase(body) }
}

private func inTestDatabase<Answer>(
    _ body: (TestDatabase) async throws -> Answer
) async throws -> Answer {
    let server = try await SharedServer.server
    let name = "test_\(UInt64.random(in: 0...UInt64.max))"
    try await server.createDatabase(name)
    do {
        let answer = try await body(TestDatabase(name: name, server: server))
        try await server.dropDatabase(name)
        return answer
    } catch {
        // The test's own failure says more than one of the clean-up.
        try? await server.dropDatabase(name)
        throw error
    }
}

/// The one server of this process. It is never stopped: its supervisor does that, and removes its
/// files, when the process ends.
private enum SharedServer {
    private static let start = Task { try await LocalPostgres.start(.init(disposableIn: nil)) }

    static var server: LocalPostgres {
        get async throws { try await start.value }
    }
}
