import Testing

@testable import HTTP

@Suite("Header lists")
struct HeadersTests {
    private static func pairs(_ headers: Headers) -> [String] {
        var all: [String] = []
        headers.forEach { name, value in
            all.append(
                String(decoding: name, as: UTF8.self) + ": "
                    + String(decoding: value, as: UTF8.self)
            )
        }
        return all
    }

    @Test("keep the order in which fields came, repeated ones too")
    func order() {
        var headers = Headers()
        headers.append("b", "1")
        headers.append("a", "2")
        headers.append("b", "3")
        #expect(Self.pairs(headers) == ["b: 1", "a: 2", "b: 3"])
        #expect(headers.count == 3)
        #expect(headers.string("b") == "1")
        #expect(headers.all("b").map { String(decoding: $0, as: UTF8.self) } == ["1", "3"])
        #expect(headers.contains("a") && !headers.contains("c"))
    }

    @Test("count as HTTP/2 counts them: name, value and 32")
    func size() {
        var headers = Headers()
        #expect(headers.listSize == 0)
        headers.append("abc", "de")
        headers.append("f", "")
        #expect(headers.listSize == 5 + 32 + 1 + 32)
    }

    @Test(
        "let no value end its line",
        arguments: [
            ("a\r\nb: c", "a  b: c"), ("\n", " "), ("a\u{0}b", "a b"), ("plain", "plain"),
        ]
    )
    func lines(_ value: String, _ kept: String) {
        var headers = Headers()
        headers.append("x", value)
        headers.append(name: Array("y".utf8), value: Array(value.utf8))
        headers.set("z", value)
        #expect(Self.pairs(headers) == ["x: \(kept)", "y: \(kept)", "z: \(kept)"])
    }

    @Test(
        "take names that are tokens, in lower case",
        arguments: [
            ("X-Request-ID", true), ("a!#$%&'*+-.^_`|~9", true), ("", false), ("a b", false),
            ("a:", false), (":path", false), ("a\r", false), ("é", false), ("a(b)", false),
        ]
    )
    func names(_ name: String, _ isTaken: Bool) {
        var headers = Headers()
        #expect(headers.append(name: Array(name.utf8), value: [65]) == isTaken)
        #expect(Self.pairs(headers) == (isTaken ? ["\(name.lowercased()): A"] : []))
    }

    @Test("lose every field of a name, and no other")
    func removal() {
        var headers = Headers()
        for name in ["a", "b", "a", "c", "a"] {
            headers.append(name: Array(name.utf8), value: [49])
        }
        headers.remove("a")
        #expect(Self.pairs(headers) == ["b: 1", "c: 1"])
        headers.remove("a")
        headers.set("c", "2")
        #expect(Self.pairs(headers) == ["b: 1", "c: 2"])
    }

    @Test("repair what is no UTF-8 only where text is asked for")
    func bytes() {
        var headers = Headers()
        headers.append("x", [0x61, 0xff])
        #expect(headers["x"].map { Array($0) } == [0x61, 0xff])
        #expect(headers.string("x") == "a\u{fffd}")
    }

    @Test("agree with a plain list, whatever is done to them", arguments: 0..<20)
    func law(_ seed: Int) {
        var generator = Sequence64(seed: UInt64(seed))
        var headers = Headers()
        var list: [(String, String)] = []
        let names: [(HeaderName, String)] = [
            ("aa", "aa"), ("ab", "ab"), ("b", "b"), ("aaa", "aaa"),
        ]
        for step in 0..<200 {
            guard let (name, text) = names.randomElement(using: &generator) else { continue }
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                headers.remove(name)
                list.removeAll { $0.0 == text }
            case 1:
                headers.set(name, "\(step)")
                list.removeAll { $0.0 == text }
                list.append((text, "\(step)"))
            case _:
                headers.append(name, "\(step)")
                list.append((text, "\(step)"))
            }
            #expect(headers.string(name) == list.first { $0.0 == text }?.1)
        }
        #expect(Self.pairs(headers) == list.map { "\($0.0): \($0.1)" })
    }
}

@Suite("Methods, statuses and numbers")
struct MessageTests {
    @Test(
        "A method is read as it is written",
        arguments: [
            ("GET", Method.get), ("HEAD", .head), ("POST", .post), ("PUT", .put), ("PATCH", .patch),
            ("DELETE", .delete), ("OPTIONS", .options), ("CONNECT", .other("CONNECT")),
            ("get", .other("get")), ("GETS", .other("GETS")), ("M-SEARCH", .other("M-SEARCH")),
        ]
    )
    func methods(_ name: String, _ method: Method) {
        #expect(Method(name) == method)
        #expect(method.name == name)
    }

    @Test("What may be sent twice is what RFC 9110 calls idempotent")
    func idempotent() {
        let all: [Method] = [.get, .head, .put, .delete, .options, .post, .patch, .other("X")]
        #expect(all.map(\.isIdempotent) == [true, true, true, true, true, false, false, false])
    }

    @Test(
        "Statuses that forbid a body",
        arguments: [
            (100, true), (199, true), (200, false), (204, true), (304, true), (404, false),
        ]
    )
    func bodies(_ code: Int, _ forbids: Bool) {
        #expect(Status(code).forbidsBody == forbids)
    }

    @Test(
        "A number is digits, at most 18, and nothing else",
        arguments: [
            ("0", 0), ("00", 0), ("42", 42), ("999999999999999999", 999_999_999_999_999_999),
            ("1000000000000000000", nil), ("", nil), ("-1", nil), ("+1", nil), (" 1", nil),
            ("1 ", nil), ("0x1", nil), ("١", nil),
        ]
    )
    func decimals(_ text: String, _ number: Int?) {
        #expect(decimal(Array(text.utf8)) == number)
    }

    @Test("A number is written as it is read", arguments: [0, 9, 10, 65_535, Int.max])
    func written(_ number: Int) {
        let text = unsafe withDecimal(number) { unsafe String(decoding: $0, as: UTF8.self) }
        #expect(text == "\(number)")
    }

    @Test(
        "A target is a path and perhaps a query",
        arguments: [
            ("/", "/", nil), ("/a?b=c", "/a", "b=c"), ("/a?", "/a", ""), ("/a?b?c", "/a", "b?c"),
            ("*", "*", nil),
        ]
    )
    func targets(_ target: String, _ path: String, _ query: String?) {
        let head = RequestHead(.get, target)
        #expect(head.path.elementsEqual(path.utf8))
        #expect(head.query.map { String(decoding: $0, as: UTF8.self) } == query)
    }

    @Test(
        "The date is what RFC 9110 prints",
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        ]
    )
    func date(_ seconds: Int, _ text: String) {
        #expect(DateField.format(seconds).elementsEqual(text.utf8))
    }
}
