import Contract
import FoundationEssentials
import HTTP
import Testing
import Vocabulary

/// Operations as they are tried one after the other: what came, and what is still to come.
struct EveryOperation {
    /// By the operation's name.
    private var served: Set<String> = []
    private var refused: [String: Set<Refusal.Code>] = [:]

    /// Refusals that a program on one machine is not brought to, and why.
    private static let excused: [String: [Refusal.Code: String]] = [
        CreateOrganization.name: [.forbidden: "`vouch up` leaves sign-up open"]
    ]
    /// These come with too much traffic and with faults, which have tests of their own.
    private static let ofLoad: Set<Refusal.Code> = [.rateLimited, .unavailable]

    /// Calls an operation that must serve.
    mutating func good<Subject: Operation>(
        _ operation: Subject,
        by visitor: Visitor,
        at place: SourceLocation = #_sourceLocation
    ) async throws -> Subject.Response {
        try Self.read(try await reply(to: operation, by: visitor, at: place), Subject.self)
    }

    /// Calls it twice under one key, which must be one act, and `other` under the same key, which
    /// must be refused.
    mutating func once<Subject: Operation>(
        _ operation: Subject,
        not other: Subject,
        by visitor: Visitor,
        at place: SourceLocation = #_sourceLocation
    ) async throws -> Subject.Response {
        let key = UUID().uuidString
        let first = try await reply(to: operation, by: visitor, key: key, at: place)
        let second = try await visitor.reply(to: operation, key: key)
        #expect(second.status == first.status, sourceLocation: place)
        #expect(second.body == first.body, sourceLocation: place)
        let third = try await visitor.reply(to: other, key: key)
        expect(third, .keyReused, from: Subject.self, "another request, same key", at: place)
        return try Self.read(first, Subject.self)
    }

    /// Calls an operation that must refuse.
    mutating func bad<Subject: Operation>(
        _ operation: Subject,
        by visitor: Visitor,
        ifMatch: String? = nil,
        _ code: Refusal.Code,
        at place: SourceLocation = #_sourceLocation
    ) async throws {
        let reply = try await visitor.reply(to: operation, ifMatch: ifMatch)
        expect(reply, code, from: Subject.self, "\(operation)", at: place)
    }

    private mutating func reply<Subject: Operation>(
        to operation: Subject,
        by visitor: Visitor,
        key: String? = nil,
        at place: SourceLocation
    ) async throws -> Visitor.Reply {
        let reply = try await visitor.reply(to: operation, key: key)
        let success = Subject.route.success.rawValue
        let text = String(decoding: reply.body, as: UTF8.self)
        #expect(reply.status == success, "\(Subject.name): \(text)", sourceLocation: place)
        if reply.status == success { served.insert(Subject.name) }
        return reply
    }

    private static func read<Subject: Operation>(
        _ reply: Visitor.Reply,
        _: Subject.Type
    ) throws -> Subject.Response {
        if reply.body.isEmpty, let nothing = Nothing() as? Subject.Response { return nothing }
        #expect(reply.headers.string(.contentType) == Subject.mediaType, "\(Subject.name)")
        let response = try Subject.Response(json: reply.body)
        if let version = (response as? any Versioned)?.version {
            #expect(reply.headers.string("etag") == "\"\(version)\"", "\(Subject.name)")
        }
        return response
    }

    /// Looks at a refusal: whether it is the one meant, in the form that all have, and declared.
    mutating func expect<Subject: Operation>(
        _ reply: Visitor.Reply,
        _ code: Refusal.Code,
        from _: Subject.Type,
        _ attempt: String,
        at place: SourceLocation = #_sourceLocation
    ) {
        let text = String(decoding: reply.body, as: UTF8.self)
        let what: Comment = "\(Subject.name), \(attempt): \(reply.status) \(text)"
        #expect(reply.status == code.status, what, sourceLocation: place)
        #expect(reply.headers.string(.contentType) == Problem.mediaType, what)
        #expect(reply.headers.string(.cacheControl) == "no-store", what)
        let problem = reply.problem
        #expect(problem?.refusal?.code == code, what, sourceLocation: place)
        #expect(problem?.status == code.status && problem?.title == code.title, what)
        #expect(problem?.requestID == reply.headers.string(.requestID), what)
        // Every path has verbs that it has not; no operation declares that.
        let isDeclared = code == .methodNotAllowed || Subject.allRefusals.contains(code)
        #expect(isDeclared, "not declared: \(what)", sourceLocation: place)
        if problem?.refusal?.code == code { refused[Subject.name, default: []].insert(code) }
    }

    /// Records what of the contract was not tried.
    func expectAll(of operations: [any Operation.Type]) {
        for operation in operations {
            let name = operation.name
            #expect(served.contains(name), "\(name) was never served")
            let missed = Set(operation.allRefusals).subtracting(refused[name] ?? [])
                .subtracting(Self.ofLoad).subtracting(Self.excused[name, default: [:]].keys)
            #expect(missed == [], "\(name) was not seen to refuse so")
        }
    }
}
