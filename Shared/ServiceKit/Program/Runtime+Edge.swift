public import HTTP

/// What a program needs that serves in its own way, as the gateway does.
extension Runtime {
    /// Whether the order to stop has been given.
    public var isStopping: Bool { health.isStopped }

    /// Answers `/healthz`, `/readyz` and `/metrics`, and nothing else: for a listener that only
    /// operators reach.
    public func answerOperator(_ request: Request) async -> Response {
        await health.answer(request.method, request.head.path)
            ?? .problem(.notFound, title: "There is no such path.")
    }

    /// Whether everything that `/readyz` depends on answers.
    public func isReady() async -> Bool {
        await health.answer(.get, Array("/readyz".utf8)[...])?.status == .ok
    }
}
