import Testing

@testable import HTTP

@Suite("Frames and their sizes (RFC 9113, sections 4 and 5.5)")
struct FramingTests {
    @Test("Frame sizes", arguments: sizesCases)
    func sizes(_ wire: WireCase) async throws { try await wire.run() }

    private static let sizesCases = [
        WireCase(
            "DATA of exactly the maximum size",
            .answers(1, 200),
            .headers(1, .post, .endHeaders),
            .data(1, bytes(16_384), .endStream)
        ),
        WireCase(
            "DATA above the maximum size",
            .ends(.frameSizeError),
            .headers(1, .post, .endHeaders),
            .data(1, bytes(16_385), .endStream)
        ),
        WireCase(
            "HEADERS above the maximum size",
            .ends(.frameSizeError),
            .headers(1, .request("GET", "/", .field("x", String(repeating: "a", count: 16_500))))
        ),
        WireCase(
            "an unknown frame above the maximum size",
            .ends(.frameSizeError),
            .unknown(0xaa, 0, bytes(16_385))
        ),
        WireCase(
            "SETTINGS above the maximum size",
            .ends(.frameSizeError),
            Frame(type: .settings, stream: 0, payload: bytes(16_386))
        ),
        WireCase(
            "HEADERS without a block",
            .resets(1, .protocolError),
            .headers(1, []),
            .ping()
        ),
        WireCase(
            "RST_STREAM of 3 octets",
            .ends(.frameSizeError),
            .headers(1, .post, .endHeaders),
            .rstStream(1).with(payload: bytes(3))
        ),
        WireCase(
            "RST_STREAM of 5 octets",
            .ends(.frameSizeError),
            .headers(1, .post, .endHeaders),
            .rstStream(1).with(payload: bytes(5))
        ),
        WireCase(
            "RST_STREAM without a code",
            .ends(.frameSizeError),
            .headers(1, .post, .endHeaders),
            .rstStream(1).with(payload: [])
        ),
        WireCase(
            "PRIORITY of 4 octets",
            .ends(.frameSizeError),
            .priority(1, dependsOn: 0).with(payload: bytes(4))
        ),
        WireCase(
            "PRIORITY without a payload",
            .ends(.frameSizeError),
            .priority(1, dependsOn: 0).with(payload: [])
        ),
        WireCase("PING of 6 octets", .ends(.frameSizeError), .ping(bytes(6))),
        WireCase("PING without a payload", .ends(.frameSizeError), .ping([])),
        WireCase("GOAWAY of 7 octets", .ends(.frameSizeError), .goAway().with(payload: bytes(7))),
        WireCase(
            "WINDOW_UPDATE of 3 octets",
            .ends(.frameSizeError),
            .windowUpdate(0, 1).with(payload: bytes(3))
        ),
        WireCase(
            "WINDOW_UPDATE of 5 octets",
            .ends(.frameSizeError),
            .windowUpdate(0, 1).with(payload: bytes(5))
        ),
        WireCase(
            "SETTINGS of 3 octets",
            .ends(.frameSizeError),
            .settings().with(payload: bytes(3))
        ),
        WireCase(
            "SETTINGS whose acknowledgement says something",
            .ends(.frameSizeError),
            Frame.settings((0x3, 1)).with(flags: .ack)
        ),
        WireCase(
            "HEADERS too short for their priority",
            .ends(.frameSizeError, .protocolError),
            Frame(type: .headers, flags: [.endHeaders, .priority], stream: 1, payload: [0, 0])
        ),
    ]

    @Test("Padding", arguments: paddingCases)
    func padding(_ wire: WireCase) async throws { try await wire.run() }

    private static let paddingCases = [
        WireCase(
            "DATA with padding",
            .answers(1, 200),
            .headers(1, .post, .endHeaders),
            .padded(.data(1, bytes(10), .endStream), padding: 200)
        ),
        WireCase(
            "DATA that is all padding",
            .answers(1, 200),
            .headers(1, .post, .endHeaders),
            .padded(.data(1, [], .endStream), padding: 255)
        ),
        WireCase(
            "DATA whose padding is as long as its payload",
            .ends(.protocolError),
            .headers(1, .post, .endHeaders),
            .padded(.data(1, bytes(4), .endStream), padding: 0, claiming: 5)
        ),
        WireCase(
            "DATA with the flag and no pad length",
            .ends(.protocolError, .frameSizeError),
            .headers(1, .post, .endHeaders),
            .data(1, [], [.endStream, .padded])
        ),
        WireCase(
            "HEADERS with padding",
            .answers(1, 200),
            .padded(.headers(1, .get), padding: 100)
        ),
        WireCase(
            "HEADERS whose padding is longer than their payload",
            .ends(.protocolError),
            .padded(.headers(1, .get), padding: 0, claiming: 255)
        ),
    ]

    @Test("What is unknown is ignored", arguments: unknownCases)
    func unknown(_ wire: WireCase) async throws { try await wire.run() }

    private static let unknownCases = [
        WireCase("a frame type nobody knows", .ignored, .unknown(0x16)),
        WireCase("the last frame type there is", .ignored, .unknown(0xff, 0, bytes(16_384))),
        WireCase("a frame type nobody knows, on an idle stream", .ignored, .unknown(0x16, 9)),
        WireCase(
            "ALTSVC, ORIGIN and PRIORITY_UPDATE",
            .ignored,
            .unknown(0xa),
            .unknown(0xc),
            .unknown(0x10, 0, [0, 0, 0, 1, 117, 61, 49])
        ),
        WireCase(
            "a frame type nobody knows, within a request",
            .answers(1, 200),
            .headers(1, .post, .endHeaders),
            .unknown(0x16, 1),
            .data(1, bytes(3), .endStream)
        ),
        WireCase(
            "a frame type nobody knows, within a header block",
            .ends(.protocolError),
            .headers(1, .get, .endStream),
            .unknown(0x16, 1),
            .continuation(1)
        ),
        WireCase(
            "flags nobody knows",
            .answers(1, 200),
            Frame.ping().with(flags: Frame.Flags(rawValue: 0xfe)),
            Frame.headers(1, .get).with(flags: Frame.Flags(rawValue: 0xd5 & ~0x28))
        ),
        WireCase(
            "the reserved bit of a stream identifier",
            .answers(1, 200),
            Frame.headers(1, .get).with(stream: 0x8000_0001)
        ),
        WireCase(
            "the reserved bit of a window's increment",
            .ignored,
            .windowUpdate(0, 0x8000_0001)
        ),
    ]
}

/// So many octets, of no meaning.
func bytes(_ count: Int) -> [UInt8] { Array(repeating: UInt8(ascii: "a"), count: count) }
