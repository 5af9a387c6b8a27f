public import Contract
public import HTTP

/// What a service does when it is asked for something that is not JSON: a file, a stream.
public struct HandleContent<Subject: Operation>: Handling {
    /// What answers.
    public let endpoint: Endpoint

    /// Has a method answer with a whole response.
    public init<Failure: Error>(
        _ operation: Subject.Type,
        _ work: @escaping @Sendable (Subject, Call) async throws(Failure) -> Response
    ) {
        let coder = RequestCoder<Subject>()
        endpoint = Endpoint(Subject.self) { parts, call in
            try await work(coder.read(parts), call)
        }
    }
}
