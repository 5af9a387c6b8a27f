import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(2))) struct TLSTableTests {
    @Test(
        arguments: [
            ("a.org", 0), ("A.ORG", 0), ("a.org.", 0), ("b.org", 1), ("x.b.org", 2), ("y.b.org", 1),
            ("x.y.b.org", nil), ("c.org", nil), ("", nil), (".b.org", nil), ("*.b.org", 1),
        ] as [(String, Int?)]
    )
    func `Exact names beat wildcards, and the first of equals counts`(host: String, index: Int?) {
        let table = HostNameTable([
            ["a.org"], ["b.org", "*.b.org", "a.org"], ["x.b.org", "b.org"],
        ])
        #expect(table.index(for: host) == index)
    }

    @Test(
        arguments: [
            ([UInt8]("\u{2}h2\u{8}http/1.1".utf8), 1..<3),
            ([UInt8]("\u{8}http/1.1\u{2}h2".utf8), 10..<12),
            ([UInt8]("\u{8}http/1.1".utf8), 1..<9), ([UInt8]("\u{2}h3".utf8), nil), ([], nil),
            ([0, 0, 2, 104, 50], 3..<5), ([9, 104, 50], nil), ([UInt8]("\u{3}h2\u{0}".utf8), nil),
            ([2, 104], nil), ([2], nil),
        ] as [([UInt8], Range<Int>?)]
    )
    func `The offer is searched within its bounds`(offer: [UInt8], found: Range<Int>?) {
        #expect(ApplicationProtocol.firstMatch(of: [.http2, .http1], in: offer) == found)
    }

    @Test func `Ticket keys change, open for twice their time, and then no more`() throws {
        let clock = Clock()
        let keys = TicketKeys { clock.now }
        let first = try #require(keys.sealing())
        #expect(keys.opening(first.name)?.renew == false)
        clock.advance(TicketKeys.lifetime - .seconds(1))
        #expect(keys.sealing()?.name == first.name)
        clock.advance(.seconds(1))
        #expect(keys.opening(first.name)?.renew == true)
        let second = try #require(keys.sealing())
        #expect(
            second.name != first.name && second.cipher != first.cipher && second.mac != first.mac
        )
        #expect(keys.opening(first.name)?.renew == true)
        clock.advance(TicketKeys.lifetime)
        #expect(keys.opening(first.name) == nil)
        #expect(keys.opening(second.name)?.renew == true)
        #expect(keys.opening([UInt8](repeating: 0, count: 16)) == nil)
    }

    @Test func `One key at a time, however many ask at once`() async {
        let keys = TicketKeys()
        let names = await withTaskGroup(of: [UInt8]?.self) { group in
            for _ in 0..<64 { group.addTask { keys.sealing()?.name } }
            return await group.reduce(into: Set<[UInt8]?>()) { $0.insert($1) }
        }
        #expect(names.count == 1)
    }

    @Test func `A TLS 1.3 session is used once, the newest first; an older one again and again`() {
        let cache = SessionCache()
        let host = ServerName.host("a")
        for byte in 0..<10 as Range<UInt8> {
            cache.remember(.init(bytes: [byte], isForOneUse: true), for: host)
        }
        let recalled = (0..<5).map { _ in cache.recall(for: host)?.bytes }
        #expect(recalled == [[9], [8], [7], [6], nil])
        cache.remember(.init(bytes: [1], isForOneUse: false), for: host)
        #expect(cache.recall(for: host)?.bytes == [1])
        #expect(cache.recall(for: host)?.bytes == [1])
        #expect(cache.recall(for: .host("b")) == nil)
    }

    @Test func `Sessions are kept for so many hosts, and only of a fair size`() {
        let cache = SessionCache()
        for index in 0...TLSLimits.sessionHostsMax {
            cache.remember(.init(bytes: [0], isForOneUse: true), for: .host("h\(index)"))
        }
        #expect(cache.recall(for: .host("h0")) == nil)
        #expect(cache.recall(for: .host("h1")) != nil)
        let huge = [UInt8](repeating: 0, count: TLSLimits.sessionBytesMax + 1)
        cache.remember(.init(bytes: huge, isForOneUse: true), for: .host("huge"))
        #expect(cache.recall(for: .host("huge")) == nil)
    }

    @Test func `A pooled buffer that somebody still reads is not overwritten`() {
        let pool = BufferPool()
        var buffer = pool.take(capacity: 100)
        buffer.writeString("mine")
        let slice = buffer.readSlice(length: 4)
        pool.give(buffer)
        var next = pool.take(capacity: 100)
        next.writeString("next")
        #expect(slice.map { String(buffer: $0) } == "mine")
    }
}

private final class Clock: Sendable {
    private let time = NIOLockedValueBox(NIODeadline.uptimeNanoseconds(1))

    var now: NIODeadline { time.withLockedValue(\.self) }

    func advance(_ amount: TimeAmount) {
        time.withLockedValue { $0 = $0 + amount }
    }
}
