import Foundation
import HTTP
import Synchronization
import Testing

@testable import gateway

/// Requests that two readers could understand differently. A service must never see a request that
/// the gateway has not seen, whoever wrote what between two messages.
@Suite struct SmugglingTests {
    private static let hidden = "GET /things/smuggled HTTP/1.1\r\nhost: a\r\n\r\n"

    private static func post(_ fields: String..., body: String = "") -> String {
        let lines = ["POST /small HTTP/1.1", "host: a"] + fields
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body + hidden
    }

    private static func get(_ line: String, _ fields: String...) -> String {
        ([line] + fields).joined(separator: "\r\n") + "\r\n\r\n"
    }

    private static let chunked = "transfer-encoding: chunked"
    private static let noChunks = "0\r\n\r\n"

    private static let requests = [
        // Two lengths, or a length and chunks, or chunks of another kind.
        post("content-length: 0", "content-length: 45"),
        post("content-length: 45", chunked, body: noChunks),
        post(chunked, "transfer-encoding: identity", body: noChunks),
        post("transfer-encoding: xchunked", body: noChunks),
        post("transfer-encoding : chunked", body: noChunks),
        post("content-length: +0"), post("content-length: 0x0"),
        // Two hosts, none, folded lines, other forms of the target.
        get("GET /open HTTP/1.1", "host: a", "host: b"), get("GET /open HTTP/1.1"),
        get("GET /open HTTP/1.1", "host: a", "x: 1", " y: 2"),
        get("GET /open HTTP/1.1", "host: a", "x\u{0}: 1"),
        get("GET http://b/open HTTP/1.1", "host: a"), get("GET /open /things HTTP/1.1", "host: a"),
        get("CONNECT a:80 HTTP/1.1", "host: a"),
    ]

    @Test(arguments: requests)
    func whatIsAmbiguousIsNotForwarded(_ request: String) async throws {
        let seen = Mutex<[String]>([])
        try await withEdge(handler: { request in
            seen.withLock { $0.append(String(decoding: request.head.target, as: UTF8.self)) }
            return await describe(request)
        }) { edge in
            let answer = try await RawClient.exchange(request, with: edge.port)
            #expect(!answer.contains("smuggled"))
            #expect(!seen.withLock { $0 }.contains { $0.contains("smuggled") })
            let status = answer.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 400
            #expect(status >= 400, "\(answer.prefix(100))")
        }
    }

    /// What names a connection's own fields stays with the connection.
    @Test func hopByHopFieldsEndHere() async throws {
        try await withEdge { edge in
            let request = """
                GET /open HTTP/1.1\r\nhost: a\r\nconnection: close\r\nkeep-alive: 5\r\n\
                te: trailers\r\nupgrade: h2c\r\nproxy-connection: x\r\nx-kept: yes\r\n\r\n
                """
            let answer = try await RawClient.exchange(request, with: edge.port)
            #expect(answer.hasPrefix("HTTP/1.1 200"))
            #expect(answer.contains("x-kept: yes"))
            let body = answer.split(separator: "\r\n\r\n").last ?? ""
            for name in ["connection:", "keep-alive:", "te:", "upgrade:"] {
                #expect(!body.contains("\n\(name)"), "\(name)")
            }
        }
    }

    /// Each request of a pipeline is its own, with its own answer, in order.
    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await withEdge { edge in
            let one = "GET /open?1 HTTP/1.1\r\nhost: a\r\n\r\n"
            let two = "POST /small HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc"
            let three = "GET /nowhere HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
            let answer = try await RawClient.exchange(one + two + three, with: edge.port)
            let places = ["GET /open?1", "POST /small", "\n\nabc", "404"].map {
                answer.range(of: $0)?.lowerBound
            }
            #expect(places.allSatisfy { $0 != nil })
            #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
        }
    }
}
