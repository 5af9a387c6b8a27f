import Contract
import FoundationEssentials
import HTTP
import Vocabulary

/// Somebody outside, with or without a token, who calls the gateway.
struct Visitor: Sendable {
    let vouch: RunningVouch
    var token: String?

    /// What came back, whatever it was.
    struct Reply: Sendable {
        let status: Int
        let headers: Headers
        let body: [UInt8]

        var problem: Problem? { try? Problem(json: body) }
    }

    /// Calls an operation and takes whatever comes. Who tries too often is told to wait, and waits.
    func reply<Subject: Operation>(
        to operation: Subject,
        key: String? = nil,
        ifMatch: String? = nil,
        within limit: Duration = .seconds(10)
    ) async throws -> Reply {
        let parts = RequestCoder<Subject>().write(operation)
        let target = String(decoding: parts.target, as: UTF8.self)
        var fields: [(HeaderName, String)] = []
        if let key { fields.append(("idempotency-key", key)) }
        if let ifMatch { fields.append(("if-match", ifMatch)) }
        while true {
            let reply = try await ask(
                Method(parts.verb.rawValue),
                target,
                fields,
                body: parts.body,
                within: limit
            )
            guard reply.status == 429,
                let wait = reply.headers.string(.retryAfter).flatMap(Int.init)
            else { return reply }
            try await Task.sleep(for: .seconds(wait))
        }
    }

    /// Asks for whatever it may be.
    func ask(
        _ method: Method,
        _ target: String,
        _ fields: [(HeaderName, String)] = [],
        body: [UInt8],
        mediaType: String = "application/json",
        within limit: Duration = .seconds(10)
    ) async throws -> Reply {
        var headers = Headers()
        if !body.isEmpty { headers.append(.contentType, mediaType) }
        if let token { headers.append(.authorization, "Bearer \(token)") }
        for (name, value) in fields { headers.append(name, value) }
        let head = RequestHead(method, target, headers: headers)
        return try await reply(to: ClientRequest(head, body: .bytes(body)), within: limit)
    }

    /// Sends a request as it stands.
    func reply(to request: ClientRequest, within limit: Duration = .seconds(10)) async throws
        -> Reply
    {
        let response = try await vouch.client.send(
            request,
            to: vouch.gateway,
            deadline: .after(limit)
        )
        return Reply(
            status: response.status.code,
            headers: response.headers,
            body: try await response.collect()
        )
    }

    /// Calls an operation that must succeed.
    func send<Subject: Operation>(
        _ operation: Subject,
        key: String? = nil
    ) async throws -> Subject.Response {
        let reply = try await reply(to: operation, key: key)
        guard reply.status == Subject.route.success.rawValue else {
            throw Unexpected(
                operation: Subject.name,
                status: reply.status,
                text: String(decoding: reply.body, as: UTF8.self)
            )
        }
        if reply.body.isEmpty, let nothing = Nothing() as? Subject.Response { return nothing }
        return try Subject.Response(json: reply.body)
    }

    struct Unexpected: Error {
        let operation: String
        let status: Int
        let text: String
    }
}

extension RunningVouch {
    /// A new organization, and its administrator, signed in.
    func administrator(of name: String) async throws -> (visitor: Visitor, signIn: SignedIn) {
        let stranger = Visitor(vouch: self)
        let email = EmailAddress("\(UUID().uuidString.lowercased())@\(name.lowercased()).example")
        guard let email else { throw NotReady() }
        let password = Confidential("correct horse \(UUID().uuidString)")
        _ = try await stranger.send(
            CreateOrganization(
                name: name,
                kind: .company,
                admin: NewAdmin(name: "Administrator of \(name)", email: email, password: password)
            )
        )
        let signIn = try await stranger.send(
            IssueToken(grantType: .password, email: email, password: password)
        )
        return (Visitor(vouch: self, token: signIn.accessToken.text), signIn)
    }
}
