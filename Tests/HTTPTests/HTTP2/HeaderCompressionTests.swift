import Testing

@testable import HTTP

@Suite("Header compression (RFC 7541)")
struct HeaderCompressionTests {
    @Test("Blocks right and wrong", arguments: cases)
    func blocks(_ wire: WireCase) async throws { try await wire.run() }

    private static func get(_ more: HeaderBlock.Instruction...) -> Frame {
        .headers(1, .request("GET", "/", more))
    }

    private static let cases = [
        WireCase("the index 0", .ends(.compressionError), get(.indexed(0))),
        WireCase("an index beyond the tables", .ends(.compressionError), get(.indexed(70))),
        WireCase(
            "an index that never ends",
            .ends(.compressionError),
            get(.raw([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]))
        ),
        WireCase(
            "a name's index beyond the tables",
            .ends(.compressionError),
            get(.raw([0x0f, 0x7f, 0x01, 0x61]))
        ),
        WireCase(
            "a block that ends within a field",
            .ends(.compressionError),
            get(.raw([0x00, 0x03, 0x61]))
        ),
        WireCase(
            "a block that ends within an integer",
            .ends(.compressionError),
            get(.raw([0xff, 0x80]))
        ),
        WireCase(
            "Huffman padding of a whole octet",
            .ends(.compressionError),
            // "a" is 00011; the rest of its octet is padding, and 0xff is too much of it.
            get(.huffman("x", [0x1f, 0xff]))
        ),
        WireCase(
            "Huffman padding of zeros",
            .ends(.compressionError),
            get(.huffman("x", [0x18]))
        ),
        WireCase(
            "the Huffman code for the end of a string",
            .ends(.compressionError),
            get(.huffman("x", [0x1f, 0xff, 0xff, 0xff, 0xff]))
        ),
        WireCase("Huffman coding as it should be", .answers(1, 200), get(.huffman("x", [0x1f]))),
        WireCase(
            "a table size within what was offered",
            .answers(1, 200),
            .headers(1, [.tableSize(0), .tableSize(4_096)] + .get)
        ),
        WireCase(
            "a table size beyond what was offered",
            .ends(.compressionError),
            .headers(1, [.tableSize(4_097)] + .get)
        ),
        WireCase("a table size behind a field", .ends(.compressionError), get(.tableSize(0))),
        WireCase(
            "indexed, never indexed and added fields",
            .answers(3, 200),
            .headers(
                1,
                [
                    .indexed(2), .indexed(4), .indexed(6), .added(":authority", "localhost"),
                    .never("authorization", "secret"), .added("x", "1"),
                ]
            ),
            // The newest entry is 62.
            .headers(3, [.indexed(2), .indexed(4), .indexed(6), .indexed(63), .indexed(62)])
        ),
        WireCase(
            "an entry that was pushed out of the table",
            .ends(.compressionError),
            .headers(1, [.tableSize(0)] + .request("GET", "/", .added("x", "1"))),
            .headers(3, .request("GET", "/", .indexed(62)))
        ),
    ]

    @Test("A refused request's fields still enter the table")
    func refused() async throws {
        try await politely { server in
            let peer = try RawPeer(server.port)
            try peer.send(
                .headers(1, .request("GET", "/", .added("x-kept", "1"), .field("UPPER", "1")))
            )
            #expect(try peer.answer(to: 1).reset == .protocolError)
            #expect(try peer.ask(.request("GET", "/", .indexed(62))).status == 200)
        }
    }

    @Test("Answers may use the dynamic table, and are still understood")
    func answers() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port)
            for _ in 0..<50 {
                let answer = try peer.ask()
                #expect(answer.status == 200)
                #expect(answer.header("content-length") == "5")
                #expect(answer.header("date")?.hasSuffix("GMT") == true)
            }
        }
    }

    @Test("A client that allows no table is answered without one")
    func noTable() async throws {
        try await serving { server in
            let peer = try RawPeer(server.port, (0x1, 0))
            #expect(try peer.ask().status == 200)
            #expect(try peer.ask().status == 200)
        }
    }
}
