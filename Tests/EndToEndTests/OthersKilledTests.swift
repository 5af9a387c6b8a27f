import Glibc
import HTTP
import Testing

extension EndToEnd {
    /// Programs that write nothing yet come back as the others do, and meanwhile nobody notices who
    /// asks for something else: not the writers, and not the balancer before the gateway.
    @Test func `A service that is killed comes back, and takes nothing else with it`()
        async throws
    {
        let vouch = try #require(Self.vouch)
        let (visitor, _) = try await vouch.administrator(of: "Others")
        let writers = Writers(visitor: visitor)
        let isOver = Flag()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while !isOver.isSet {
                    let reply = try await visitor.ask(.post, "/candidates", body: Self.somebody)
                    #expect(reply.status == 201)
                    let ready = try await visitor.ask(.get, "/readyz", body: [])
                    #expect(ready.status == 200)
                }
            }
            group.addTask { _ = try await writers.write(as: 0) }
            for _ in 0..<10 {
                let names = ["matching", "talent", "feedback"]
                var killed: [String: pid_t] = [:]
                let status = try await vouch.status()
                for name in names { killed[name] = try #require(status[name]?.pid) }
                for pid in killed.values { kill(pid, SIGKILL) }
                for (name, pid) in killed {
                    _ = try await vouch.restarted(name, after: pid, within: .seconds(30))
                }
            }
            writers.stop()
            isOver.set()
            try await group.waitForAll()
        }
    }

    private static let somebody = Array(#"{"name": "Ada Byron"}"#.utf8)
}
