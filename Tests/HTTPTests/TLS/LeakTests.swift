import Glibc
import NIOCore
import NIOEmbedded
import Testing

@testable import HTTP

@Suite(.serialized) struct TLSLeakTests {
    let made: Certificates

    init() throws {
        made = try Certificates.get()
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

    @Test func `A thousand handshakes leave nothing behind`() throws {
        let client = try made.client()
        let server = try made.server()
        for _ in 0..<200 { try shake(client, server) }
        let before = residentBytes()
        for _ in 0..<1000 { try shake(client, server) }
        // One `SSL` of each side left behind would be 25 MB.
        #expect(residentBytes() - before < 10_000_000)
    }

    private func shake(_ client: ClientTLS, _ server: ServerTLS) throws {
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

    private func residentBytes() -> Int {
        guard let file = unsafe fopen("/proc/self/statm", "r") else { return 0 }
        defer { unsafe fclose(file) }
        var line = [CChar](repeating: 0, count: 200)
        unsafe fgets(&line, 200, file)
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return (pages ?? 0) * Int(getpagesize())
    }
}

private final class WeakBox {
    weak var object: TLSHandler?
}
