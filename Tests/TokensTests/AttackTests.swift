import Crypto
import FoundationEssentials
import Testing
import Vocabulary

@testable import Tokens

@Suite("A verifier refuses what attackers try")
struct AttackTests {
    let key: SigningKey
    let verifier = TokenVerifier(reader: .identity, accepts: [.access, .service, .intake])

    init() async throws {
        key = try await SigningKey.generate()
        verifier.trustIdentity([key.verification])
    }

    @Test("the token that all others are changed from is believed")
    func control() throws {
        #expect(verifier.refusal(try Forge(key).token()) == nil)
    }

    @Test(
        "headers",
        arguments: [
            ("alg", #""none""#, TokenRefusal.wrongAlgorithm), ("alg", #""None""#, .wrongAlgorithm),
            ("alg", #""HS256""#, .wrongAlgorithm), ("alg", #""ES384""#, .wrongAlgorithm),
            ("alg", #""es256""#, .wrongAlgorithm), ("alg", #""RS256""#, .wrongAlgorithm),
            ("alg", "null", .malformed), ("alg", #"["ES256"]"#, .malformed),
            ("alg", #""ES256","alg":"none""#, .malformed), ("alg", #""\u0045S256""#, .malformed),
            ("kid", #""../../../dev/null""#, .unknownKey), ("kid", #""""#, .unknownKey),
            ("kid", #""' OR 1=1 --""#, .unknownKey), ("kid", "1", .malformed),
            ("typ", #""JWT""#, .wrongType), ("typ", #""AT+JWT""#, .wrongType),
            ("typ", #""intake-link+jwt""#, .wrongType), ("typ", #""service+jwt""#, .wrongType),
            ("jku", #""https://attacker.example/jwks.json""#, .foreignHeader),
            ("jwk", #"{"kty":"EC","crv":"P-256","x":"a","y":"b"}"#, .foreignHeader),
            ("x5u", #""https://attacker.example/x""#, .foreignHeader),
            ("x5c", #"["MII"]"#, .foreignHeader), ("crit", #"["exp"]"#, .foreignHeader),
            ("crit", #"["b64"],"b64":false"#, .foreignHeader), ("b64", "false", .foreignHeader),
            ("cty", #""JWT""#, .foreignHeader), ("zip", #""DEF""#, .foreignHeader),
            ("enc", #""A128GCM""#, .foreignHeader),
        ]
    )
    func headers(_ name: String, _ value: String, _ refusal: TokenRefusal) throws {
        #expect(verifier.refusal(try Forge(key).header(name, value).token()) == refusal)
    }

    @Test("each header member is required", arguments: ["alg", "kid", "typ"])
    func missing(_ name: String) throws {
        #expect(verifier.refusal(try Forge(key).header(name, nil).token()) == .malformed)
    }

    @Test("an unsigned token, with and without its last dot")
    func none() {
        let forge = Forge(key).header("alg", #""none""#)
        #expect(verifier.refusal(forge.signed + [0x2E]) == .wrongAlgorithm)
        #expect(verifier.refusal(forge.signed) == .malformed)
        #expect(verifier.refusal(Forge(key).token(signature: [])) == .badSignature)
    }

    @Test("HMAC with the public key in each of its spellings")
    func hmac() async throws {
        let x963 = try P256.Signing.PrivateKey(pemRepresentation: key.pem).publicKey
        let spellings: [[UInt8]] = [
            Array(x963.pemRepresentation.utf8), Array(x963.derRepresentation),
            Array(x963.x963Representation), KeySet([key.verification]).json,
        ]
        for secret in spellings {
            for algorithm in [#""HS256""#, #""ES256""#] {
                let forge = Forge(key).header("alg", algorithm)
                let code = HMAC<SHA256>.authenticationCode(
                    for: forge.signed,
                    using: SymmetricKey(data: secret)
                )
                let expected: TokenRefusal =
                    algorithm == #""ES256""# ? .badSignature : .wrongAlgorithm
                #expect(verifier.refusal(forge.token(signature: Array(code))) == expected)
            }
        }
    }

    @Test("signatures of zeros, out of range, padded, in DER, or of the wrong length")
    func signatures() throws {
        let forge = Forge(key)
        let good = try key.sign(forge.signed)
        let zero = [UInt8](repeating: 0, count: 32)
        let ones = [UInt8](repeating: 0xFF, count: 32)
        let der = try P256.Signing.ECDSASignature(rawRepresentation: good).derRepresentation
        let forged: [[UInt8]] = [
            zero + zero, zero + good[32...], good[..<32] + zero, ones + ones, good[..<32] + ones,
            Array(der), good + [0], Array(good.dropLast()), [], good.reversed(),
        ]
        for signature in forged {
            #expect(verifier.refusal(forge.token(signature: signature)) == .badSignature)
        }
        let token = try forge.token()
        #expect(verifier.refusal(token + Array("==".utf8)) == .malformed)
        #expect(verifier.refusal(token + Array(".".utf8)) != nil)
        #expect(verifier.refusal([0x20] + token) == .malformed)
    }

    @Test("any single changed bit, anywhere")
    func bitFlips() throws {
        let token = try Forge(key).token()
        for index in token.indices {
            var changed = token
            changed[index] ^= 1 << UInt8(index % 7)
            #expect(verifier.refusal(changed) != nil, "byte \(index)")
        }
    }

    @Test("a key that nobody trusts, under its own name and under a trusted one")
    func foreignKey() async throws {
        let foreign = try await SigningKey.generate()
        #expect(verifier.refusal(try Forge(foreign).token()) == .unknownKey)
        let impostor = Forge(foreign).header("kid", "\"\(key.id)\"")
        #expect(verifier.refusal(try impostor.token()) == .badSignature)
    }

    @Test("a service that signs a user's token, or another service's, with its own key")
    func serviceKey() async throws {
        let service = try await SigningKey.generate()
        verifier.trust(.talent, [service.verification])
        #expect(verifier.refusal(try Forge(service).token()) == .wrongType)
        let own = Forge(service).header("typ", #""service+jwt""#)
            .claim("kind", #""service""#).claim("sub", #""talent""#).claim("iss", #""talent""#)
            .claim("aud", #""identity""#).claim("org", nil).claim("role", nil)
            .claim("exp", "1780000060")
        #expect(verifier.refusal(try own.token()) == nil)
        #expect(
            verifier.refusal(try own.claim("iss", #""matching""#).token()) == .wrongIssuer
        )
        #expect(verifier.refusal(try own.claim("sub", #""matching""#).token()) == .wrongIssuer)
        #expect(verifier.refusal(try own.claim("aud", #""feedback""#).token()) == .wrongAudience)
        #expect(verifier.refusal(try own.claim("aud", #""vouch""#).token()) == .wrongAudience)
        #expect(verifier.refusal(try own.claim("exp", "1780000061").token()) == .livesTooLong)
    }

    @Test("a key of identity cannot be claimed by a service")
    func keyTheft() throws {
        verifier.trust(.talent, [key.verification])
        #expect(verifier.refusal(try Forge(key).token()) == nil)
    }

    @Test("huge tokens, at once, and nonsense of every length")
    func huge() throws {
        let big = Forge(key).claim("role", "\"\(String(repeating: "a", count: 4_000))\"")
        #expect(verifier.refusal(try big.token()) == .tooLong)
        #expect(verifier.refusal([UInt8](repeating: 0x41, count: 50_000_000)) == .tooLong)
        let deep = String(repeating: "[", count: 150)
        #expect(verifier.refusal(try Forge(key).header("crit", deep).token()) == .malformed)
        var random = SeededGenerator(state: 7)
        let alphabet = Array("eyJhbGciOi.{}[]\"\\:,-_=A0\u{0}é".utf8)
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...120, using: &random)
            let bytes = (0..<length).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            #expect(verifier.refusal(bytes) != nil)
        }
    }
}
