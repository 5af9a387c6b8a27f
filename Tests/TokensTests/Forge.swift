import FoundationEssentials
import Vocabulary

@testable import Tokens

/// Makes tokens that an issuer of ours would not make.
struct Forge {
    var header: [(String, String)]
    var claims: [(String, String)]
    var key: SigningKey

    static let now = Instant(seconds: 1_780_000_000)
    static let user = "0198f3a0-0000-7000-8000-000000000001"
    static let organization = "0198f3a0-0000-7000-8000-000000000002"
    static let token = "0198f3a0-0000-4000-8000-000000000003"

    /// A user's access token, well in every way until it is changed.
    init(_ key: SigningKey) {
        self.key = key
        header = [("alg", #""ES256""#), ("kid", "\"\(key.id)\""), ("typ", #""at+jwt""#)]
        claims = [
            ("iss", #""vouch""#), ("aud", #""vouch""#), ("sub", "\"\(Self.user)\""),
            ("org", "\"\(Self.organization)\""), ("role", #""recruiter""#),
            ("kind", #""user""#), ("jti", "\"\(Self.token)\""), ("iat", "1780000000"),
            ("nbf", "1780000000"), ("exp", "1780000900"),
        ]
    }

    func header(_ name: String, _ value: String?) -> Forge {
        var forge = self
        forge.header = Self.changing(header, name, value)
        return forge
    }

    func claim(_ name: String, _ value: String?) -> Forge {
        var forge = self
        forge.claims = Self.changing(claims, name, value)
        return forge
    }

    /// The first two parts.
    var signed: [UInt8] {
        Base64URL.encode(Self.json(header)) + [0x2E] + Base64URL.encode(Self.json(claims))
    }

    func token() throws -> [UInt8] {
        signed + [0x2E] + Base64URL.encode(try key.sign(signed))
    }

    func token(signature: [UInt8]) -> [UInt8] {
        signed + [0x2E] + Base64URL.encode(signature)
    }

    private static func changing(
        _ members: [(String, String)],
        _ name: String,
        _ value: String?
    ) -> [(String, String)] {
        guard let value else { return members.filter { $0.0 != name } }
        guard members.contains(where: { $0.0 == name }) else { return members + [(name, value)] }
        return members.map { $0.0 == name ? (name, value) : $0 }
    }

    private static func json(_ members: [(String, String)]) -> [UInt8] {
        let text = members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
        return Array("{\(text)}".utf8)
    }
}

extension TokenVerifier {
    /// What the verifier says of bytes: `nil` when it believes them.
    func refusal(_ token: [UInt8], at now: Instant = Forge.now) -> TokenRefusal? {
        do throws(TokenRefusal) {
            _ = try verify(token.span, at: now)
            return nil
        } catch {
            return error
        }
    }
}

/// Repeatable randomness (SplitMix64), so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
