import FoundationEssentials
import HTTP
import NIOPosix
import Postgres

/// Runs one kind of statement from many callers, as handlers would: tasks on one event loop.
///
/// `queries KIND CALLERS SECONDS CONNECTION` prints statements (or rows) a second.
@main
struct Queries {
    let database: Postgres
    let tenant = Tenant.organization(UUID())
    let accounts: Int32 = 1_000_000

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let kind = Kind(rawValue: arguments[1]),
            let callers = Int(arguments[2]), let seconds = Double(arguments[3])
        else {
            print("usage: queries \(Kind.allCases) CALLERS SECONDS CONNECTION")
            return
        }
        var configuration = PostgresConfiguration(arguments[4])
        configuration.leasedConnections = 8...8
        configuration.sharedConnections =
            Int(ProcessInfo.processInfo.environment["SHARED"] ?? "2") ?? 2
        let queries = Queries(database: Postgres(configuration))
        try await queries.database.ready()
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let executor = LoopExecutor(loops.next())
        let rate = try await queries.measure(kind, callers, .seconds(seconds), on: executor)
        print(Int(rate))
        await queries.database.close()
    }

    enum Kind: String, CaseIterable {
        case read, tenantRead, transaction, decode
    }

    /// Statements or rows a second.
    func measure(
        _ kind: Kind,
        _ callers: Int,
        _ duration: Duration,
        on executor: LoopExecutor
    ) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        let end = start + duration
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<callers {
                group.addTask(executorPreference: executor) {
                    var random = Generator(state: UInt64(caller) &* 7919 &+ 1)
                    var count = 0
                    while clock.now < end {
                        count += try await once(kind, &random)
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(count) / ((clock.now - start) / .seconds(1))
    }

    private func once(_ kind: Kind, _ random: inout Generator) async throws -> Int {
        let id = Int32.random(in: 1...accounts, using: &random)
        switch kind {
        case .read:
            let _: Int32 = try await database.row(
                "SELECT abalance FROM pgbench_accounts WHERE aid = \(id)"
            )
            return 1
        case .tenantRead:
            let _: Int32 = try await database.acting(for: tenant).within(.seconds(1)).row(
                "SELECT abalance FROM pgbench_accounts WHERE aid = \(id)"
            )
            return 1
        case .transaction:
            try await database.transaction(tenant: tenant) { transaction in
                try await transaction.execute(
                    """
                    INSERT INTO pgbench_history (tid, bid, aid, delta, mtime)
                    VALUES (\(1 as Int32), \(1 as Int32), \(id), \(1 as Int32), now())
                    """
                )
            }
            return 1
        case .decode:
            let rows: [Wide] = try await database.leased.rows("SELECT * FROM wide")
            return rows.count
        }
    }
}

/// A row of ten columns, of the types that services use.
struct Wide: PostgresRow {
    let id: Int
    let key: UUID
    let name: String
    let note: String?
    let count: Int32
    let score: Double
    let isOpen: Bool
    let createdAt: Timestamp
    let day: CivilDate
    let parent: UUID?

    init(_ row: borrowing Row) throws(PostgresError) {
        id = try row["id"]
        key = try row["key"]
        name = try row["name"]
        note = try row["note"]
        count = try row["count"]
        score = try row["score"]
        isOpen = try row["is_open"]
        createdAt = try row["created_at"]
        day = try row["day"]
        parent = try row["parent"]
    }
}

/// SplitMix64: the same keys in every run, at no cost.
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
