import FoundationEssentials
import Testing

@testable import MatchEngine

@Suite struct CanonicalJSONTests {
    @Test func `writes strings so that any reader gets them back`() throws {
        let texts = ["", "plain", "quote \" and \\", "line\nend\u{1}", "ünï · 漢 🦉"]
        let bytes = CanonicalJSON.object { $0.array("texts", texts) { $0.string($1) } }
        let read = try JSONDecoder().decode([String: [String]].self, from: Data(bytes))
        #expect(read == ["texts": texts])
    }

    @Test(arguments: [
        0, 1, 0.1, 1.0 / 3, 1e-7, 1e16, 0.69706, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
    ])
    func `numbers read back as the same Double`(number: Double) throws {
        let bytes = CanonicalJSON.object { $0.member("n", number) }
        let read = try JSONDecoder().decode([String: Double].self, from: Data(bytes))
        #expect(read["n"]?.bitPattern == number.bitPattern)
    }

    @Test func `explanations are JSON with members in alphabetical order`() throws {
        var pairs = try RandomPairs(seed: 31)
        for _ in 0..<200 {
            let (profile, assignment) = (try pairs.profile(), try pairs.assignment(hidden: 20))
            let organization = pairs.explainer.forOrganization(
                profile,
                assignment,
                asOf: pairs.today,
                among: [0.9, 0.5, 0.1]
            )
            let candidate = pairs.explainer.forCandidate(profile, assignment, asOf: pairs.today)
            for bytes in [organization?.canonicalJSON, candidate?.canonicalJSON] {
                let bytes = try #require(bytes)
                #expect(throws: Never.self) {
                    try JSONDecoder().decode([String: Ignored].self, from: Data(bytes))
                }
                #expect(Self.membersAreSorted(bytes))
            }
        }
    }

    private struct Ignored: Decodable {}

    /// Follows strings that a colon follows, object by object.
    private static func membersAreSorted(_ bytes: [UInt8]) -> Bool {
        var last: [String] = []
        var position = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "{"): last.append("")
            case UInt8(ascii: "}"): last.removeLast()
            case UInt8(ascii: "\""):
                let start = position + 1
                position = start
                while bytes[position] != UInt8(ascii: "\"") {
                    position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
                }
                guard bytes[position + 1] == UInt8(ascii: ":"), let previous = last.last else {
                    break
                }
                let name = String(decoding: bytes[start..<position], as: UTF8.self)
                guard previous < name else { return false }
                last[last.count - 1] = name
            case _: break
            }
            position += 1
        }
        return last.isEmpty
    }
}
