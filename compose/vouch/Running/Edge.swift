import Contract
import HTTP
import Vocabulary

/// Calls a program on this machine as anybody would: the gateway's operations, anyone's health.
struct Edge: Sendable {
    private static let timeout = Duration.seconds(10)
    /// A health check that takes longer is no better than none.
    private static let probeTimeout = Duration.seconds(2)

    private let client: Client
    private let upstream: Upstream

    init(_ name: String, port: Int, _ client: Client) {
        self.client = client
        upstream = Upstream(name, at: [Upstream.Address("127.0.0.1", port)])
    }

    /// Whether the program says that it can serve.
    func isReady() async -> Bool {
        let response = try? await client.send(
            ClientRequest(.get, "/readyz"),
            to: upstream,
            deadline: .after(Self.probeTimeout)
        )
        return response?.status == .ok
    }

    /// Asks for an operation.
    /// - Parameter key: makes doing it twice the same as doing it once.
    func send<Subject: Operation>(
        _ operation: Subject,
        key: String? = nil
    ) async throws -> Subject.Response {
        let parts = RequestCoder<Subject>().write(operation)
        let target = String(decoding: parts.target, as: UTF8.self)
        var request = ClientRequest.json(Method(parts.verb.rawValue), target, parts.body)
        if let key { request.head.headers.append("idempotency-key", key) }
        let response = try await client.send(
            request,
            to: upstream,
            deadline: .after(Self.timeout)
        )
        let body = try await response.collect()
        guard response.status.code == Subject.route.success.rawValue else {
            throw (try Problem(json: body)).refusal ?? Refusal("The gateway does not answer.")
        }
        return try Subject.Response(json: body)
    }
}
