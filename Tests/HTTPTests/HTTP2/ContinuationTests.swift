import Testing

@testable import HTTP

@Suite("CONTINUATION (RFC 9113, section 6.10)")
struct ContinuationTests {
    @Test("Header blocks in several frames", arguments: cases)
    func continuation(_ wire: WireCase) async throws { try await wire.run() }

    private static let half = HeaderBlock.request("GET", "/").bytes

    private static let cases = [
        WireCase(
            "one",
            .answers(1, 200),
            .headers(1, HeaderBlock(bytes: Array(half[..<7])), .endStream),
            .continuation(1, HeaderBlock(bytes: Array(half[7...])))
        ),
        WireCase(
            "several, one of them empty",
            .answers(1, 200),
            .headers(1, HeaderBlock(bytes: Array(half[..<1])), .endStream),
            .continuation(1, HeaderBlock(bytes: Array(half[1..<20])), []),
            .continuation(1, [], []),
            .continuation(1, HeaderBlock(bytes: Array(half[20...])))
        ),
        WireCase(
            "behind trailers",
            .answers(1, 200),
            .headers(1, .post, .endHeaders),
            .data(1, bytes(2)),
            .headers(1, [.field("x", "1")], .endStream),
            .continuation(1, [.field("y", "2")])
        ),
        WireCase(
            "another frame between",
            .ends(.protocolError),
            .headers(1, .get, .endStream),
            .priority(1, dependsOn: 0),
            .continuation(1)
        ),
        WireCase(
            "DATA between",
            .ends(.protocolError),
            .headers(1, .post, []),
            .data(1, bytes(1)),
            .continuation(1)
        ),
        WireCase(
            "PING between",
            .ends(.protocolError),
            .headers(1, .get, .endStream),
            .ping(),
            .continuation(1)
        ),
        WireCase(
            "another stream's HEADERS between",
            .ends(.protocolError),
            .headers(1, .get, .endStream),
            .headers(3, .get),
            .continuation(1)
        ),
        WireCase(
            "on another stream",
            .ends(.protocolError),
            .headers(1, .get, .endStream),
            .continuation(3)
        ),
        WireCase("without HEADERS before it", .ends(.protocolError), .continuation(1, .get)),
        WireCase(
            "behind a block that has ended",
            .ends(.protocolError),
            .headers(1, .post, .endHeaders),
            .continuation(1)
        ),
        WireCase(
            "behind one that ended the block",
            .ends(.protocolError),
            .headers(1, .post, []),
            .continuation(1),
            .continuation(1)
        ),
        WireCase(
            "behind DATA",
            .ends(.protocolError),
            .headers(1, .post, .endHeaders),
            .data(1, bytes(1)),
            .continuation(1)
        ),
    ]
}
