import Contract
import HTTP
import Logging
import Synchronization
import Vocabulary

/// Answers every request of a service: finds the operation, verifies who asks, reads the request,
/// and turns whatever the handler returns or throws into an answer.
final class ServiceHandler: Sendable {
    private let table: HandlerTable
    private let runtime: Runtime
    private let strays: RequestMeters
    private let logsRequests: Bool
    private let underWay = Atomic<Int>(0)

    init(_ table: HandlerTable, _ runtime: Runtime) {
        self.table = table
        self.runtime = runtime
        strays = RequestMeters("none", runtime.metrics)
        logsRequests = runtime.log.logLevel <= .debug
        runtime.metrics.probe { [weak self] in
            let count = self?.underWay.load(ordering: .relaxed) ?? 0
            return [Metrics.Figure("vouch_requests_in_flight", Double(count))]
        }
    }

    func answer(_ request: Request) async -> Response {
        let path = request.head.path
        switch table.match(Verb(request.method), path.span) {
        case .found(let entry, let parameters):
            return await answer(request, entry, parameters)
        case .otherVerbs(let verbs):
            let names = verbs.map(\.rawValue).joined(separator: ", ")
            var response = stray(
                request,
                Refusal(.methodNotAllowed, "This path takes \(names).")
            )
            response.headers.append(.allow, names)
            return response
        case .nothing:
            if let page = await runtime.health.answer(request.method, path) { return page }
            return stray(request, .notFound("There is no such path."))
        }
    }

    private func answer(
        _ request: Request,
        _ entry: HandlerTable.Entry,
        _ parameters: PathParameters
    ) async -> Response {
        let began = ContinuousClock.now
        underWay.add(1, ordering: .relaxed)
        var call = Call(trace: Trace(request.headers), deadline: request.deadline)
        let response: Response
        do {
            try call.identify(request, entry.endpoint, runtime)
            let parts = try await RequestParts(request, parameters, entry.endpoint)
            response = try await entry.endpoint.answer(parts, call)
        } catch {
            response = Response(
                refusal(for: error, entry.endpoint, call),
                requestID: call.trace.requestID
            )
        }
        underWay.subtract(1, ordering: .relaxed)
        let duration = ContinuousClock.now - began
        entry.meters.record(status: response.status.code, duration)
        log(entry.endpoint.name, response, duration, call)
        return response
    }

    /// A request for nothing that is there.
    private func stray(_ request: Request, _ refusal: Refusal) -> Response {
        let call = Call(trace: Trace(request.headers))
        let response = Response(refusal, requestID: call.trace.requestID)
        strays.record(status: response.status.code, .zero)
        log("none", response, .zero, call)
        return response
    }

    /// What the caller may read of an error. What is our own fault is in the log.
    private func refusal(for error: any Error, _ endpoint: Endpoint, _ call: Call) -> Refusal {
        // Whatever waits then throws something; what it is, is of no interest to anyone.
        if call.deadline.hasPassed { return .timedOut }
        // Nor is it where the client has gone.
        if Task.isCancelled { return .unavailable(retryAfterSeconds: 1) }
        guard let refusable = error as? any Refusable else {
            logFailure(endpoint, error, call)
            return .failed
        }
        let refusal = refusable.refusal
        if refusal.code.status >= 500 { logFailure(endpoint, error, call) }
        return refusal
    }

    private func logFailure(_ endpoint: Endpoint, _ error: any Error, _ call: Call) {
        runtime.log.error(
            "\(endpoint.name) failed",
            error: error,
            metadata: [
                "request_id": "\(call.trace.requestID)", "trace_id": "\(call.trace.id)",
            ]
        )
    }

    /// The gateway's access log has every request; here they are for whoever looks closely.
    private func log(
        _ operation: String,
        _ response: Response,
        _ duration: Duration,
        _ call: Call
    ) {
        guard logsRequests else { return }
        RequestLine(
            operation: operation,
            status: response.status.code,
            duration: duration,
            trace: call.trace,
            caller: call.principal?.kind
        ).write(of: runtime.service.rawValue, at: runtime.now(), to: runtime.sink)
    }
}

extension Refusal {
    /// The deadline has passed.
    static let timedOut = Refusal(.timedOut, "The request's deadline has passed.")
    /// Our own fault.
    static let failed = Refusal(.failed, "Something is wrong here; it is in the log.")
}
