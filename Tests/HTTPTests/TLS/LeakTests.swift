import Glibc
import NIOCore
import NIOEmbedded
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(2))) struct TLSLeakTests {
    let made: Certificates

    init() async throws {
        made = try await Certificates.get()
    }

    @Test func `A connection goes with its channel, however it ended`() throws {
        let client = try made.client()
        let server = try made.server()
        let endings: [(Wire) throws -> Void] = [
            { wire in wire.finish() },
            { wire in try wire.connect().finish() },
            { wire in
                try wire.connect().server.pipeline.fireChannelInactive()
                wire.finish()
            },
            { wire in
                try wire.connect()
                wire.server.pipeline.fireChannelRead(ByteBuffer(string: "garbage"))
                wire.finish()
            },
        ]
        for ending in endings {
            let handler = WeakBox()
            try run(ending, Wire(client: client, server: server), watching: handler)
            #expect(handler.object == nil)
        }
    }

    /// In a process of its own, where nobody else allocates.
    @Test(.disabled(if: TLSLeakTests.isSanitized))
    func `A thousand handshakes leave nothing behind`() async {
        await #expect(processExitsWith: .success) {
            let made = try await Certificates.get()
            let client = try made.client { $0.identity = made.client.identity }
            let server = try made.server {
                $0.clientCertificates = .required(authorities: made.authority)
            }
            for _ in 0..<200 { try Self.shake(client, server) }
            let before = Self.residentBytes()
            for _ in 0..<1000 { try Self.shake(client, server) }
            // One certificate left behind by each would be a megabyte.
            try #require(Self.residentBytes() - before < 500_000)
        }
    }

    private static func shake(_ client: ClientTLS, _ server: ServerTLS) throws {
        let wire = try Wire(client: client, server: server).connect()
        #expect(wire.serverLog.established.count == 1)
        wire.client.writeAndFlush(ByteBuffer(string: "x"), promise: nil)
        try wire.settle()
        wire.finish()
    }

    private func run(
        _ ending: (Wire) throws -> Void,
        _ wire: Wire,
        watching box: WeakBox
    ) throws {
        box.object = try wire.server.pipeline.syncOperations.handler(type: TLSHandler.self)
        try ending(wire)
    }

    private static func residentBytes() -> Int {
        guard let file = unsafe fopen("/proc/self/statm", "r") else { return 0 }
        defer { unsafe fclose(file) }
        var line = [CChar](repeating: 0, count: 200)
        unsafe fgets(&line, 200, file)
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return (pages ?? 0) * Int(getpagesize())
    }

    /// Sanitizers keep what was freed for a while, and look for leaks themselves.
    static var isSanitized: Bool {
        ["__asan_init", "__tsan_init"].contains { (name: String) in unsafe dlsym(nil, name) != nil }
    }
}

private final class WeakBox {
    weak var object: TLSHandler?
}
