public import Contract
import HTTP
import Tokens
public import Vocabulary

/// The other services, as this one calls them: over HTTP/2, with a token of its own.
public struct Peers: Sendable {
    private let client: Client
    private let peers: [Service: Peer]

    init(_ client: Client, _ tokens: ServiceTokens, _ settings: Settings) {
        self.client = client
        var peers: [Service: Peer] = [:]
        for service in Service.allCases where service != .gateway {
            let addresses = settings[CommonSettings.addresses(of: service)]
            let upstream = Upstream(service.rawValue, at: addresses.all)
            peers[service] = Peer(service, client, upstream, tokens)
        }
        self.peers = peers
    }

    /// One of them. The gateway is nobody's peer: it is called by clients only.
    public subscript(service: Service) -> Peer {
        guard let peer = peers[service] else {
            preconditionFailure("The gateway is not called by services.")
        }
        return peer
    }

    func close() async { await client.close() }
}

/// One of the other services.
public struct Peer: Sendable {
    /// Where a caller has no deadline of its own.
    private static let timeout = Duration.seconds(5)

    private let service: Service
    private let client: Client
    private let upstream: Upstream
    private let tokens: ServiceTokens

    init(_ service: Service, _ client: Client, _ upstream: Upstream, _ tokens: ServiceTokens) {
        self.service = service
        self.client = client
        self.upstream = upstream
        self.tokens = tokens
    }

    /// Asks for an operation. What its contract calls safe or idempotent is tried again where a
    /// replica fails, within the client's retry budget.
    /// - Parameter call: the request that this one serves: its deadline and trace go along.
    public func send<Subject: Operation>(
        _ operation: Subject,
        for call: Call? = nil
    ) async throws(PeerError) -> Subject.Response {
        let request = try request(operation, call)
        let deadline = call?.deadline ?? .after(Self.timeout)
        let response: ClientResponse
        let body: [UInt8]
        do {
            response = try await client.send(request, to: upstream, deadline: deadline)
            body = try await response.collect()
        } catch {
            throw .unavailable(service)
        }
        guard response.status.code == Subject.route.success.rawValue else {
            guard let refusal = try? Problem(json: body).refusal else {
                throw .unavailable(service)
            }
            throw .refused(service, refusal)
        }
        do throws(WireError) {
            return try Subject.Response(json: body)
        } catch {
            throw .notUnderstood(service, error)
        }
    }

    private func request<Subject: Operation>(
        _ operation: Subject,
        _ call: Call?
    ) throws(PeerError) -> ClientRequest {
        let parts = RequestCoder<Subject>().write(operation)
        let target = String(decoding: parts.target, as: UTF8.self)
        let method = Method(parts.verb.rawValue)
        var request =
            parts.body.isEmpty
            ? ClientRequest(method, target) : .json(method, target, parts.body)
        do throws(TokenIssueError) {
            request.head.headers.append(
                .authorization,
                "Bearer \(try tokens.token(for: service))"
            )
        } catch {
            throw .unavailable(service)
        }
        let trace = call?.trace ?? Trace()
        request.head.headers.append(.requestID, trace.requestID)
        request.head.headers.append(.traceparent, trace.traceparent)
        request.isIdempotent = Subject.idempotency.mayRetry(withKey: false)
        return request
    }
}

/// Why a peer did not do what it was asked.
public enum PeerError: Error, Sendable {
    /// It refused. What that means for our own caller is for the use case to say.
    case refused(Service, Refusal)
    /// No replica answered within the time.
    case unavailable(Service)
    /// It answered something that is not the operation's answer.
    case notUnderstood(Service, WireError)
}

extension PeerError: Refusable {
    /// Not now. A use case that knows better says so itself.
    public var refusal: Refusal {
        switch self {
        case .unavailable: .unavailable(retryAfterSeconds: 1)
        case .refused(_, let refusal) where refusal.code == .unavailable:
            .unavailable(retryAfterSeconds: refusal.retryAfterSeconds ?? 1)
        case .refused, .notUnderstood:
            Refusal(.failed, "Something is wrong here; it is in the log.")
        }
    }
}
