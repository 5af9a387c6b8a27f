import FoundationEssentials
import Glibc
import HTTP
import ProgramKit
import Testing

@Suite("Idle connections")
struct IdleConnectionTests {
    @Test("8 000 idle connections leave a polite one its answers", .timeLimit(.minutes(2)))
    func thousands() async throws {
        // Some descriptors are for the rest of this process.
        let count = min(8_000, try Self.raiseDescriptorLimit() - 1_000)
        try await politely { server in
            let before = try Self.residentBytes()
            let script = Program.script("idle_connections.py")
            async let idle = Program.run("python3", [script, "\(server.port)", "\(count)", "1"])
            let isOpen = await eventually(within: .seconds(60)) {
                server.connectionCount > count
            }
            #expect(isOpen)
            let polite = try RawPeer(server.port)
            for _ in 0..<50 { #expect(try polite.ask().status == 200) }
            let each = (try Self.residentBytes() - before) / count
            let result = try await idle
            #expect(result.output == "\(count) kept\n", "\(result.errors)")
            // Of the whole process, in which other tests run; `make bench` has the true figure.
            print("\(count) idle connections, about \(each / 1_024) KiB each")
        }
    }

    /// - Returns: how many descriptors this process may have from now on.
    private static func raiseDescriptorLimit() throws -> Int {
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(limit.rlim_cur)
    }

    private static func residentBytes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return try #require(pages) * Int(getpagesize())
    }
}
