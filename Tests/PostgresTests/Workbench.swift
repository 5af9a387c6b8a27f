import LocalPostgres
import Postgres
import TestKit

/// Runs a test with a pool on a database of its own.
func withPostgres<Answer>(
    configure: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (Postgres) async throws -> Answer
) async throws -> Answer {
    try await withTestDatabase { database in
        var configuration = PostgresConfiguration(database.connectionString())
        configure(&configuration)
        let postgres = Postgres(configuration)
        do {
            let answer = try await body(postgres)
            await postgres.close()
            return answer
        } catch {
            await postgres.close(within: .zero)
            throw error
        }
    }
}

/// The reason for which `body` failed; `nil` when it did not.
func reason(of body: () async throws -> Void) async -> PostgresError.Reason? {
    await error(of: body)?.reason
}

/// The error with which `body` failed; `nil` when it did not, or not with one of these.
func error(of body: () async throws -> Void) async -> PostgresError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? PostgresError
    }
}

/// Waits until something is so, at most ten seconds.
func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}

/// SplitMix64, so that a failing round can be repeated.
struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
