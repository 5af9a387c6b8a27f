import FoundationEssentials
import Testing

@testable import Contract

@Suite("JSON")
struct JSONTests {
    @Test(
        "texts that are JSON",
        arguments: [
            "{}", "[]", " [ ] ", "0", "-0", "1.5e-10", "1E+2", "true", "null", #""""#,
            #"{"a":{"b":[1,{"c":null}]},"d":"\u00e9\ud83d\ude00\n\/"}"#, "\"\u{7F}é😀\"",
            "[1,2 , 3\n]", "\t{ \"a\" :1 }\r\n",
            String(repeating: "[", count: 32)
                + String(repeating: "]", count: 32),
        ]
    )
    func accepted(_ text: String) {
        #expect(JSONTape(Array(text.utf8)) != nil)
    }

    @Test(
        "texts that are not",
        arguments: [
            "", " ", "{", "}", "[", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
            "{'a':1}", "[1 2]", "{\"a\":1 \"b\":2}", "{\"a\" 1}", "[1}", "{]", "01", "1.", ".5",
            "+1", "-", "1e", "1e+", "0x1", "NaN", "Infinity", "tru", "truee", "nul", "\"", "\"a",
            "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u123g\"", "\"\\ud800\"", "\"\\ud800\\u0041\"",
            "\"\\udc00\"", "\"\\ud800\\ud800\"", "\"a\nb\"", "\"\u{0}\"", "1 1", "[] []",
            "\u{FEFF}{}",
            "// c\n1", "[1]x", "\"\\ud83d\\", "\"\\ud83d\\u",
            String(repeating: "[", count: 33)
                + String(repeating: "]", count: 33), String(repeating: "[", count: 100_000),
        ]
    )
    func refused(_ text: String) {
        #expect(JSONTape(Array(text.utf8)) == nil)
    }

    @Test("bytes that are no UTF-8 are no JSON, wherever they stand")
    func invalidUTF8() {
        for bad: [UInt8] in [
            [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xC3], [0xF4, 0x90, 0x80, 0x80],
        ] {
            #expect(JSONTape(Array("[\"".utf8) + bad + Array("\"]".utf8)) == nil)
            #expect(JSONTape(bad) == nil)
        }
    }

    @Test("more values than anybody needs are refused")
    func tooMany() {
        let many = "[" + String(repeating: "0,", count: JSONTape.valuesMax - 2) + "0]"
        #expect(JSONTape(Array(many.utf8)) != nil)
        let tooMany = "[" + String(repeating: "0,", count: JSONTape.valuesMax - 1) + "0]"
        #expect(JSONTape(Array(tooMany.utf8)) == nil)
    }

    @Test("what is taken for JSON here is JSON to Foundation", arguments: 0..<8 as Range<UInt64>)
    func agreesWithFoundation(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let seeds = [
            #"{"a":[1,-2.5e3,true,null,"x\n\u00e9"],"b":{"c":"\ud83d\ude00"}}"#,
            #"[{"q":"é😀"},[],{},"",0.1,[[[1]]]]"#,
        ].map { Array($0.utf8) }
        let soup = Array(#"{}[]":,\ 0123456789eE.-+truefalsnud8"#.utf8) + [0xC3, 0xA9, 0xFF, 0x1F]
        var accepted = 0
        for round in 0..<6_000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: bytes.remove(at: index)
                case 1: bytes[index] = soup[Int.random(in: 0..<soup.count, using: &random)]
                case 2:
                    bytes.insert(soup[Int.random(in: 0..<soup.count, using: &random)], at: index)
                default: bytes.removeSubrange(index...)
                }
            }
            guard JSONTape(bytes) != nil else { continue }
            accepted += 1
            let foundation = try? JSONDecoder().decode(Anything.self, from: Data(bytes))
            #expect(foundation != nil, "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(accepted > 500)
    }

    @Test("no bytes make a reader trap", arguments: 0..<8 as Range<UInt64>)
    func soup(seed: UInt64) {
        var random = SeededGenerator(state: seed)
        let names = ["name", "skills", "availability", "links", "salary_expectation", "x"]
        let pieces =
            names.map { "\"\($0)\":" } + [
                "{", "}", "[", "]", ",", "\"", "1", "-", "null", "true", "\"C1\"", "\\u00", "é",
                "\"a\"", "{}", "[]", "1e9", "9999999999999999999999", "\"\\ud83d\\ude00\"",
            ]
        for _ in 0..<4_000 {
            let text = (0..<Int.random(in: 0...30, using: &random))
                .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            for body in [text, "{\(text)}", "{\"name\":\"a\",\(text)}"] {
                _ = body.read(CreateCandidate.self)
                _ = body.read(UpdateCandidate.self, path: "/candidates/\(text.utf8.count)")
                _ = try? Candidate(json: Array(body.utf8))
            }
            let bytes = (0..<20).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            _ = try? Page<CandidateSummary>(json: bytes)
        }
    }

    @Test("every character survives being written and read, and Foundation reads the same")
    func characters() throws {
        var random = SeededGenerator(state: 99)
        for value in UInt32(1)...0x2FFF {
            let scalar = try #require(Unicode.Scalar(value))
            let text = "a\(scalar)\"\\b"
            let json = text.json()
            #expect(try String(json: json) == text)
        }
        for _ in 0..<500 {
            let scalars = (0..<40).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 1...0x10FFFF, using: &random))
            }
            let text = String(String.UnicodeScalarView(scalars))
            #expect(try String(json: text.json()) == text)
            #expect(try JSONDecoder().decode(String.self, from: Data(text.json())) == text)
            // Escaped throughout, as some clients send it.
            let escaped = text.utf16.map { unit in
                "\\u" + String(repeating: "0", count: 4 - String(unit, radix: 16).count)
                    + String(unit, radix: 16)
            }.joined()
            #expect(try String(json: Array("\"\(escaped)\"".utf8)) == text)
        }
    }
}

/// Any JSON at all, as Foundation sees it.
private struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
}
