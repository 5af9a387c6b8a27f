import Testing
import Vocabulary

@Suite("Base64url")
struct Base64URLTests {
    @Test("reads back what it wrote, at every length")
    func roundTrip() {
        var random = SeededGenerator(state: 1)
        for length in 0...200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            let text = Base64URL.encode(bytes)
            #expect(Base64URL.decode(text[...]) == bytes)
            #expect(text.count == (length * 4 + 2) / 3)
        }
    }

    @Test(
        "refuses every second spelling",
        arguments: [
            "QQ==", "QQ=", "QR", "QUF", "Q", "Q+8_", "Q/8_", "QUFB\n", " QUFB", "QU.B", "é",
        ]
    )
    func strict(_ text: String) {
        #expect(Base64URL.decode(Array(text.utf8)[...]) == nil)
    }

    @Test("has exactly one text for each value")
    func injective() {
        // All two-character texts: 64² of them, of which one in sixteen has no spare bits set.
        let characters = (UInt8.min ... .max).filter { Base64URL.decode([$0, 0x41][...]) != nil }
        #expect(characters.count == 64)
        for first in characters {
            let values = characters.compactMap { Base64URL.decode([first, $0][...]) }
            #expect(values.count == 4 && Set(values).count == 4)
        }
    }
}
