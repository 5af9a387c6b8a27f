import Contract
import Foundation
import HTTP
import NIOConcurrencyHelpers
import Tokens
import Vocabulary

@testable import ServiceKit

/// What a program has logged.
final class LogBook: Sendable {
    private let bytes = NIOLockedValueBox<[UInt8]>([])

    @Sendable func take(_ lines: [UInt8]) { bytes.withLockedValue { $0 += lines } }

    var text: String { String(decoding: bytes.withLockedValue { $0 }, as: UTF8.self) }

    /// Each line, which must be a JSON object of texts and numbers.
    func entries() throws -> [[String: String]] {
        try text.split(separator: "\n").map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            guard let object = value as? [String: NSObject] else { throw NotAnObject() }
            return object.mapValues { "\($0)" }
        }
    }

    struct NotAnObject: Error {}
}

/// A service in this process, and a client that calls it.
struct TestProgram {
    let program: RunningProgram
    let keys: TestKeys
    let log: LogBook
    let client: Client
    let upstream: Upstream

    /// Sends a request and waits for the whole answer.
    func send(
        _ method: HTTP.Method,
        _ target: String,
        token: String? = nil,
        body: String? = nil,
        headers: [(HeaderName, String)] = [],
        deadline: Deadline = .after(.seconds(10))
    ) async throws -> (response: ClientResponse, body: String) {
        var request = ClientRequest(method, target)
        if let body {
            request = .json(method, target, Array(body.utf8))
        }
        if let token { request.head.headers.append(.authorization, "Bearer \(token)") }
        for (name, value) in headers { request.head.headers.append(name, value) }
        let response = try await client.send(request, to: upstream, deadline: deadline)
        return (response, String(decoding: try await response.collect(), as: UTF8.self))
    }
}

/// The environment of a service that finds its peers at these ports, or nowhere.
func environment(
    _ keys: TestKeys,
    identity port: Int? = nil,
    _ more: [String: String] = [:]
) -> [String: String] {
    var all = [
        "VOUCH_PORT": "0", "VOUCH_KEYS_DIRECTORY": keys.folder.path, "VOUCH_STOP_GRACE": "0s",
        "VOUCH_LOG_LEVEL": "debug", "VOUCH_IDENTITY_ADDRESSES": "127.0.0.1:\(port ?? 1)",
    ]
    all.merge(more) { $1 }
    return all
}

/// Runs a service whose trust is fed by the test, as identity's is.
func withProgram(
    of service: Service = .identity,
    answering operations: [any Contract.Operation.Type] = talentOperations,
    settings: [String: String] = [:],
    identity port: Int? = nil,
    keys given: TestKeys? = nil,
    _ routes: @escaping @Sendable (Runtime) -> [any Handling],
    _ body: (TestProgram) async throws -> Void
) async throws {
    let keys: TestKeys
    if let given { keys = given } else { keys = try await TestKeys() }
    defer { if given == nil { keys.remove() } }
    let log = LogBook()
    let program = try await RunningProgram.start(
        service,
        in: Surroundings(environment: environment(keys, identity: port, settings), log: log.take),
        answering: operations,
        routes
    )
    if service == .identity {
        program.runtime.verifier.trustIdentity([keys.identity.verification])
    }
    let client = Client()
    let upstream = Upstream("test", at: [.init("127.0.0.1", program.port)])
    let test = TestProgram(
        program: program,
        keys: keys,
        log: log,
        client: client,
        upstream: upstream
    )
    do {
        try await body(test)
    } catch {
        await client.close()
        await program.stop()
        throw error
    }
    await client.close()
    await program.stop()
}

/// Waits until something is so.
func eventually(
    within limit: Duration = .seconds(5),
    _ condition: () async throws -> Bool
) async throws -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(20))
    }
    return try await condition()
}
