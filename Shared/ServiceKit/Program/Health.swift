public import HTTP
import NIOConcurrencyHelpers

/// `/healthz`, `/readyz` and `/metrics` of one program.
public final class Health: Sendable {
    /// A dependency that does not answer within this is not there.
    private static let probeTimeout = Duration.seconds(1)

    private struct Probe {
        let name: String
        let run: @Sendable () async throws -> Void
    }

    private let probes = NIOLockedValueBox<[Probe]>([])
    private let isStopping = NIOLockedValueBox(false)
    private let metrics: Metrics

    init(_ metrics: Metrics) { self.metrics = metrics }

    func add(_ name: String, _ run: @escaping @Sendable () async throws -> Void) {
        probes.withLockedValue { $0.append(Probe(name: name, run: run)) }
    }

    /// From now on the program is not ready: others should stop sending to it.
    func stop() { isStopping.withLockedValue { $0 = true } }

    /// Whether the order to stop has been given.
    public var hasStopped: Bool { isStopping.withLockedValue { $0 } }

    /// The answer, where the path is one of these; a program that serves in its own way asks it.
    public func answer(_ method: Method, _ path: ArraySlice<UInt8>) async -> Response? {
        guard method == .get || method == .head else { return nil }
        if path.elementsEqual("/healthz".utf8) { return .json(Array(#"{"status":"alive"}"#.utf8)) }
        if path.elementsEqual("/readyz".utf8) { return await readiness() }
        if path.elementsEqual("/metrics".utf8) {
            var response = Response(.ok, body: .bytes(Array(await metrics.text().utf8)))
            response.headers.append(.contentType, "text/plain; version=0.0.4")
            return response
        }
        return nil
    }

    private func readiness() async -> Response {
        if isStopping.withLockedValue({ $0 }) { return Self.unready("stopping") }
        for probe in probes.withLockedValue({ $0 }) {
            guard await Self.answers(probe) else { return Self.unready(probe.name) }
        }
        return .json(Array(#"{"status":"ready"}"#.utf8))
    }

    private static func unready(_ name: String) -> Response {
        .json(Array(#"{"status":"not ready","waiting_for":"\#(name)"}"#.utf8), status: .unavailable)
    }

    private static func answers(_ probe: Probe) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do { try await probe.run() } catch { return false }
                return true
            }
            group.addTask {
                try? await Task.sleep(for: probeTimeout)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }
}
