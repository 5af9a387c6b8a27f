public import Contract
public import HTTP
import Tokens
public import Vocabulary

/// The other services, as this one calls them: over HTTP/2, with a token of its own.
///
/// ```swift
/// let candidate = try await runtime.peers[.identity].send(GetCandidate(id: id), for: call)
/// ```
public struct Peers: Sendable {
    /// The client that they are called with, on the program's own event loops.
    public let client: Client
    private let peers: [Service: Peer]

    init(_ client: Client, _ tokens: ServiceTokens, _ settings: Settings, _ metrics: Metrics) {
        self.client = client
        var peers: [Service: Peer] = [:]
        for service in Service.allCases where service != .gateway {
            let addresses = settings[CommonSettings.addresses(of: service)]
            let upstream = Upstream(service.rawValue, at: addresses.all)
            peers[service] = Peer(service, client, upstream, tokens, metrics)
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
    /// In whose name a service is asked.
    public enum Bearer: Sendable {
        /// This program's own.
        case program
        /// The caller's, whose token is passed on.
        case caller
    }

    /// Where a caller has no deadline of its own.
    private static let timeout = Duration.seconds(5)

    /// Its addresses, and what a call to it may cost.
    public let upstream: Upstream
    private let service: Service
    private let client: Client
    private let tokens: ServiceTokens
    private let meters: PeerMeters

    init(
        _ service: Service,
        _ client: Client,
        _ upstream: Upstream,
        _ tokens: ServiceTokens,
        _ metrics: Metrics
    ) {
        self.service = service
        self.client = client
        self.upstream = upstream
        self.tokens = tokens
        meters = PeerMeters(service, client, upstream, metrics)
    }

    /// Asks for an operation of this service. What its contract calls safe or idempotent is tried
    /// again where a replica fails, within the client's retry budget.
    /// - Parameters:
    ///   - operation: what is asked.
    ///   - call: the request that this one serves: its deadline and trace go along.
    ///   - bearer: in whose name.
    ///   - key: makes it safe to try again what is not so by itself.
    public func send<Subject: Operation>(
        _ operation: Subject,
        for call: Call? = nil,
        as bearer: Bearer = .program,
        idempotencyKey key: IdempotencyKey? = nil
    ) async throws(PeerError) -> Subject.Response {
        var request = try request(operation, key)
        try authorize(&request, call, bearer, Subject.audience)
        let trace = call?.trace ?? Trace()
        request.head.headers.append(.requestID, trace.requestID)
        request.head.headers.append(.traceparent, trace.traceparent)
        let deadline = call?.deadline ?? .after(Self.timeout)
        let body: [UInt8]
        do throws(PeerError) {
            body = try await answer(request, deadline, Subject.route.success)
        } catch {
            meters.count(isAnswered: error.refused != nil)
            throw error
        }
        meters.count(isAnswered: true)
        return try Self.read(body, of: Subject.self)
    }

    private func request<Subject: Operation>(
        _ operation: Subject,
        _ key: IdempotencyKey?
    ) throws(PeerError) -> ClientRequest {
        let parts = RequestCoder<Subject>().write(operation)
        var request = ClientRequest(RequestHead(Method(parts.verb), target: parts.target))
        if !parts.body.isEmpty {
            request.head.headers.append(.contentType, "application/json" as StaticString)
            request.body = .bytes(parts.body)
        }
        if let key { request.head.headers.append("idempotency-key", key.text) }
        request.isIdempotent = Subject.idempotency.mayRetry(withKey: key != nil)
        return request
    }

    private func authorize(
        _ request: inout ClientRequest,
        _ call: Call?,
        _ bearer: Bearer,
        _ audience: Audience
    ) throws(PeerError) {
        guard !audience.needsNoToken || bearer == .caller else { return }
        let token: String
        do throws(TokenIssueError) {
            token =
                switch bearer {
                case .program: try tokens.token(for: service)
                case .caller: call?.token?.text ?? ""
                }
        } catch {
            throw .notAsked(service)
        }
        if !token.isEmpty { request.head.headers.append(.authorization, "Bearer \(token)") }
    }

    private func answer(
        _ request: ClientRequest,
        _ deadline: Deadline,
        _ success: Success
    ) async throws(PeerError) -> [UInt8] {
        let response: ClientResponse
        do throws(ClientError) {
            response = try await client.send(request, to: upstream, deadline: deadline)
        } catch {
            throw PeerError(error, of: service)
        }
        let body: [UInt8]
        do throws(BodyError) {
            body = try await response.collect(upTo: upstream.limits.bodyBytesMax)
        } catch {
            throw error == .timedOut ? .timedOut(service) : .unavailable(service)
        }
        guard response.status.code != success.rawValue else { return body }
        guard var refusal = (try? Problem(json: body))?.refusal else {
            // Not in our words: the transport's own answer, or something between us.
            throw .unavailable(service)
        }
        refusal.retryAfterSeconds = response.headers.string(.retryAfter).flatMap { Int($0) }
        refusal.location = response.headers.string(.location)
        throw .refused(service, refusal)
    }

    private static func read<Subject: Operation>(
        _ body: [UInt8],
        of subject: Subject.Type
    ) throws(PeerError) -> Subject.Response {
        do throws(WireError) {
            // An answer that has nothing to say has no body.
            return try Subject.Response(json: body.isEmpty ? Array("null".utf8) : body)
        } catch {
            throw .notUnderstood(subject.service, error)
        }
    }
}

extension Method {
    init(_ verb: Verb) {
        self =
            switch verb {
            case .get: .get
            case .post: .post
            case .put: .put
            case .patch: .patch
            case .delete: .delete
            }
    }
}
