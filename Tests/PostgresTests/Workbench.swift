import Guarded
import LocalPostgres
import Postgres
import TestKit

/// Runs a test with a pool on a database of its own.
func withPostgres<Answer>(
    configure: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (Postgres) async throws -> Answer
) async throws -> Answer {
    try await withDatabase { database in
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

/// A database of a test's own, when it is its turn.
func withDatabase<Answer>(
    _ body: (TestDatabase) async throws -> Answer
) async throws -> Answer {
    try await Turns.ofTests.take { try await withTestDatabase(body) }
}

/// The reason for which `body` failed; `nil` when it did not.
func reason<Result>(of body: () async throws -> Result) async -> PostgresError.Reason? {
    await error(of: body)?.reason
}

/// The error with which `body` failed; `nil` when it did not, or not with one of these.
func error<Result>(of body: () async throws -> Result) async -> PostgresError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? PostgresError
    }
}

/// Cancels the task that calls it.
func cancelCurrentTask() {
    unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() }
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

/// A value that several tasks of a test look after.
final class Shared<Value: Sendable>: Sendable {
    private let state: Guarded<Value>

    init(_ value: Value) {
        state = Guarded(value)
    }

    var value: Value { state.withLock { value in value } }

    func change<Result: Sendable>(_ body: @Sendable (inout Value) -> Result) -> Result {
        state.withLock { value in body(&value) }
    }
}

extension Shared where Value == Int {
    /// Counts one more; returns the count.
    @discardableResult
    func count() -> Int {
        change { value in
            value += 1
            return value
        }
    }
}
