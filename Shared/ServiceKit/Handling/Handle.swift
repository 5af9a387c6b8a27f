public import Contract
import HTTP
import Vocabulary

/// What a service does when an operation is asked for. A service's routes are a list of these:
///
/// ```swift
/// Handle(GetCandidate.self, candidates.get)
/// ```
public struct Handle<Subject: Operation>: Handling {
    /// What answers.
    public let endpoint: Endpoint

    /// Has a method answer. Its error says by itself what the caller may read of it.
    public init<Failure: Error>(
        _ operation: Subject.Type,
        _ work: @escaping @Sendable (Subject, Call) async throws(Failure) -> Subject.Response
    ) {
        self.init(answering: { subject, call in
            Answer(try await work(subject, call), Subject.route.success)
        })
    }

    /// Has a method answer that may give an answer again.
    public init<Failure: Error>(
        _ operation: Subject.Type,
        _ work:
            @escaping @Sendable (Subject, Call) async throws(Failure) -> Answer<Subject.Response>
    ) {
        self.init(answering: { subject, call in try await work(subject, call) })
    }

    private init(
        answering work:
            @escaping @Sendable (Subject, Call) async throws ->
            Answer<Subject.Response>
    ) {
        let coder = RequestCoder<Subject>()
        endpoint = Endpoint(Subject.self) { parts, call in
            let answer = try await work(coder.read(parts), call)
            var response = Response(Status(answer.status))
            if !answer.body.isEmpty { response = .json(answer.body, status: response.status) }
            if let version = answer.version {
                response.headers.append("etag", EntityTag.text(version: version))
            }
            return response
        }
    }
}

/// An entry of a service's routes, whatever its operation.
public protocol Handling: Sendable {
    /// What answers.
    var endpoint: Endpoint { get }
}

/// An operation and what answers it, in the form in which requests are dispatched.
public struct Endpoint: Sendable {
    let operation: any Operation.Type
    let name: String
    let audience: Audience
    let bodyBytesMax: Int
    let answer: @Sendable (RequestParts, Call) async throws -> Response

    init<Subject: Operation>(
        _ operation: Subject.Type,
        _ answer: @escaping @Sendable (RequestParts, Call) async throws -> Response
    ) {
        self.operation = operation
        name = Subject.name
        audience = Subject.audience
        bodyBytesMax = Subject.bodyBytesMax
        self.answer = answer
    }
}
