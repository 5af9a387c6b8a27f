import Testing
import Vocabulary

@testable import Contract

@Suite("Cursors, entity tags, idempotency keys")
struct HeaderTests {
    static let keys: [Cursor.Key] = [
        .instant(.example), .id(UUID128(high: 1, low: .max)), .text("Åsa"), .number(-3), .text(""),
    ]

    @Test("a cursor comes back as it went out, and is safe in an address")
    func cursor() throws {
        let cursor = Cursor("List", after: Self.keys)
        let text = try #require(cursor.texts.first)
        let read = Cursor(utf8: text.span)
        #expect(read == cursor && read?.keys(of: "List") == Self.keys)
        #expect(read?.keys(of: "OtherList") == nil)
        var encoded: [UInt8] = []
        PercentEncoding.encode(text, to: &encoded)
        #expect(encoded == text)
        let long = Cursor("List", after: [.text(String(repeating: "é", count: 500))])
        #expect(long.keys(of: "List") == [.text(String(repeating: "é", count: 127))])
    }

    @Test("a cursor with one changed character is no cursor")
    func tampered() throws {
        let text = try #require(Cursor("List", after: Self.keys).texts.first)
        for index in text.indices {
            for replacement in [UInt8(ascii: "A"), UInt8(ascii: "_"), text[index] ^ 1] {
                var changed = text
                changed[index] = replacement
                #expect(changed == text || Cursor(utf8: changed.span) == nil)
            }
        }
        for length in 0..<text.count {
            let cut = Array(text[..<length])
            #expect(Cursor(utf8: cut.span) == nil)
        }
        let long = [UInt8](repeating: UInt8(ascii: "A"), count: 2_000)
        #expect(Cursor(utf8: long.span) == nil)
    }

    @Test(
        "If-Match",
        arguments: [
            ("*", true), ("\"7\"", true), ("\"6\", \"7\"", true), (" \"7\" ", true),
            ("\"6\"", false), ("W/\"7\"", false), ("\"07\"", false), ("\"+7\"", false),
            ("\"\"", false), ("\"abc\"", false), ("7", nil), ("\"7", nil), ("", nil), ("*, *", nil),
            ("\"7\",", nil), ("w/\"7\"", nil), ("\"7\" \"8\"", nil), ("\"a\"b\"", nil),
            (Array(repeating: "\"7\"", count: 17).joined(separator: ","), nil),
        ]
    )
    func ifMatch(_ header: String, _ admits: Bool?) {
        #expect(IfMatch(utf8: header.utf8.span)?.admits(version: 7) == admits)
        #expect(EntityTag.text(version: 7) == "\"7\"")
    }

    @Test("idempotency keys are visible characters")
    func idempotencyKeys() {
        for good in ["a", "\"8e03978e-40d5-43dd\"", String(repeating: "k", count: 200)] {
            #expect(IdempotencyKey(utf8: good.utf8.span)?.text == good)
        }
        for bad in ["", " ", "a b", "é", "a\u{0}", String(repeating: "k", count: 201)] {
            #expect(IdempotencyKey(utf8: bad.utf8.span) == nil)
        }
    }
}
