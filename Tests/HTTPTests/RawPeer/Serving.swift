import NIOPosix
import Testing

@testable import HTTP

/// Runs `body` against a server of its own, on a thread that may block, and ends the server and its
/// loops.
func serving(
    _ limits: ServerLimits = .ofTests,
    loops: LoopGroup = LoopGroup(count: 1),
    handler: @escaping Handler = hello,
    _ body: @escaping @Sendable (Server) async throws -> Void
) async throws {
    var configuration = ServerConfiguration(port: 0)
    configuration.limits = limits
    configuration.loops = loops
    let server = try await Server.start(configuration, handler: handler)
    // A task of its own begins on its executor; a preference alone counts from the first wait.
    let result = await Task(executorPreference: BlockingThreads.shared) {
        try await body(server)
    }.result
    try await server.close()
    try await loops.shutDown()
    try result.get()
}

/// Runs `body` against a server while a second, polite connection to it is served before and after,
/// so that what happens to the first is its own affair.
func politely(
    _ limits: ServerLimits = .ofTests,
    loops: LoopGroup = LoopGroup(count: 1),
    handler: @escaping Handler = hello,
    _ body: @escaping @Sendable (Server) async throws -> Void
) async throws {
    try await serving(limits, loops: loops, handler: handler) { server in
        let polite = try RawPeer(server.port)
        #expect(try polite.ask().status == 200)
        try await body(server)
        #expect(try polite.ask().status == 200, "the polite connection is no longer served")
        polite.socket.close()
    }
}

extension ServerLimits {
    /// The defaults, for a machine that is busy with other tests: a connection may wait longer for
    /// its first request.
    static var ofTests: ServerLimits {
        var limits = ServerLimits()
        limits.firstHeadersTimeout = .seconds(60)
        return limits
    }
}

/// `GET` is answered by a word, anything else by its own body; `/wait` never answers.
@Sendable func hello(_ request: Request) async -> Response {
    if request.head.path.elementsEqual("/wait".utf8) { await untilCancelled() }
    guard request.method != .get, request.method != .head else {
        return Response(.ok, body: .bytes(Array("hello".utf8)))
    }
    do {
        return Response(.ok, body: .bytes(try await request.body.collect(upTo: 16 << 20)))
    } catch {
        return .problem(.badRequest, title: "The body did not arrive.")
    }
}

/// Returns once the task is cancelled; what happens then is no answer to anybody.
func untilCancelled() async {
    try? await Task.sleep(for: .seconds(60))
}

/// Tests block on sockets; Swift's own threads, one a core, must not.
final class BlockingThreads: TaskExecutor {
    static let shared = BlockingThreads()

    private let pool = NIOThreadPool(numberOfThreads: 6)

    private init() { pool.start() }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        pool.submit { _ in
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
        }
    }

    func asUnownedTaskExecutor() -> UnownedTaskExecutor {
        unsafe UnownedTaskExecutor(ordinary: self)
    }
}
