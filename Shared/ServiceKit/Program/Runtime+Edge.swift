public import HTTP

/// What a program needs that serves in its own way, as the gateway does.
extension Runtime {
    /// Keeps the verifier up to date with identity's keys and with who has been cut off; `/readyz`
    /// depends on it.
    public func followIdentity() { keys.start(on: self) }

    /// A token named a key that is not known: it is looked up, at most ten times a minute.
    public func sawUnknownKey() { keys.unknownKey() }

    /// Whether the order to stop has been given.
    public var isStopping: Bool { health.isStopped }

    /// Answers `/healthz`, `/readyz` and `/metrics`, and nothing else: for a listener that only
    /// operators reach.
    public func answerOperator(_ request: Request) async -> Response {
        await health.answer(request.method, Array(request.head.path))
            ?? .problem(.notFound, title: "There is no such path.")
    }

    /// Whether everything that `/readyz` depends on answers.
    public func isReady() async -> Bool {
        await health.answer(.get, Array("/readyz".utf8))?.status == .ok
    }
}
