import HTTP
import Synchronization
import Testing

@testable import ServiceKit
@testable import gateway

/// When balancers send requests to a gateway.
@Suite struct ReadinessTests {
    @Test func oneServiceThatIsDownDoesNotTakeTheOthersWithIt() async throws {
        let isDown = Mutex(false)
        try await withEdge(handler: { request in
            let isOut = isDown.withLock { $0 } && request.head.target.starts(with: "/readyz".utf8)
            return isOut ? Response(.unavailable) : await describe(request)
        }) { edge in
            try await expect(503, edge.ask(.get, "/readyz"))
            await edge.gateway.askServices()
            try await expect(200, edge.ask(.get, "/readyz"))
            #expect(await states(edge) == [1, 1])
            isDown.withLock { $0 = true }
            await edge.gateway.askServices()
            try await expect(200, edge.ask(.get, "/readyz"))
            #expect(await states(edge) == [0, 0])
            try await expect(200, edge.ask(.get, "/open"))
        }
    }

    /// At its start it waits a while for all, and no longer.
    @Test func aGatewayStartsWithoutAServiceThatIsDown() async throws {
        try await withEdge(before: []) { edge in
            await edge.gateway.askServices()
            try await expect(503, edge.ask(.get, "/readyz"))
            edge.clock.pass(.seconds(9))
            try await expect(503, edge.ask(.get, "/readyz"))
            edge.clock.pass(.seconds(1))
            try await expect(200, edge.ask(.get, "/readyz"))
        }
    }

    @Test func withoutKeysOrAboutToStopItIsNotReady() async throws {
        let knowsKeys = Mutex(false)
        let isStopping = Mutex(false)
        try await withEdge(parts: { parts in
            parts.knowsKeys = { knowsKeys.withLock { $0 } }
            parts.isStopping = { isStopping.withLock { $0 } }
        }) { edge in
            await edge.gateway.askServices()
            try await expect(503, edge.ask(.get, "/readyz"))
            knowsKeys.withLock { $0 = true }
            try await expect(200, edge.ask(.get, "/readyz"))
            isStopping.withLock { $0 = true }
            try await expect(503, edge.ask(.get, "/readyz"))
        }
    }

    private func states(_ edge: Edge) async -> [Double] {
        await edge.gateway.figures().filter { $0.name == "gateway_service_ready" }.map(\.value)
    }
}
