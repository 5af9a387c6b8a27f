extension LocalPostgres {
    /// libpq's connection string for the Unix socket.
    public func connectionString(database: String, user: String = superuser) -> String {
        let pairs = [
            ("host", socketFolder), ("port", String(port)), ("dbname", database), ("user", user),
        ]
        return pairs.map { "\($0)='\(Self.escaped($1))'" }.joined(separator: " ")
    }

    /// Makes an empty database. A name that exists is refused.
    public func createDatabase(_ name: String) async throws(LocalPostgresError) {
        try await run("createdb", ["--template=template0", name])
    }

    /// Drops a database if it exists, ending the sessions in it.
    public func dropDatabase(_ name: String) async throws(LocalPostgresError) {
        try await run("dropdb", ["--if-exists", "--force", name])
    }

    private func run(
        _ program: String,
        _ arguments: [String]
    ) async throws(LocalPostgresError) {
        let access = [
            "--host=\(socketFolder)", "--port=\(port)", "--username=\(Self.superuser)",
            "--maintenance-db=postgres", "--no-password",
        ]
        let path = launch.binaries.path(of: program)
        try await Command([path] + access + arguments, limit: .seconds(60)).output()
    }

    private static func escaped(_ value: String) -> String {
        String(value.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] })
    }
}
