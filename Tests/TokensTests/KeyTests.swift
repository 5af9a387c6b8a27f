import Crypto
import Testing
import Vocabulary

@testable import Tokens

@Suite("Keys and key sets")
struct KeyTests {
    // RFC 7515, appendix A.3: an ES256 signature made by somebody else.
    static let x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
    static let y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
    static let point = #""x":"\#(x)","y":"\#(y)""#
    static let thumbprint = "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"
    static let jws =
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
        + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
    static let signature =
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"

    @Test("the example of RFC 7515 verifies, and its thumbprint is RFC 7638's")
    func rfc7515() async throws {
        let key = try await VerificationKey(x: Self.x, y: Self.y)
        let signature = try #require(Base64URL.decode(Array(Self.signature.utf8)[...]))
        #expect(key.verifies(signature, of: Array(Self.jws.utf8)[...]))
        #expect(key.id == Self.thumbprint)
    }

    @Test("a printed set is read back, key by key, in order")
    func roundTrip() async throws {
        var keys: [VerificationKey] = []
        for _ in 0..<3 { keys.append(try await SigningKey.generate().verification) }
        let json = KeySet(keys).json
        let read = try await KeySet(json: json)
        #expect(read.keys.map(\.id) == keys.map(\.id))
        #expect(KeySet(read.keys).json == json)
    }

    @Test(
        "foreign keys are passed over",
        arguments: [
            #"{"kty":"RSA","n":"AQAB","e":"AQAB","kid":"a"}"#, #"{"kty":"oct","k":"c2VjcmV0"}"#,
            #"{"kty":"EC","crv":"P-384","x":"AA","y":"AA","kid":"b"}"#, "{}", "[]", "7", "null",
            #"{"kty":5,"crv":["P-256"]}"#, #""text""#, #"{"x5c":["MII\/+="],"kty":"EC"}"#,
            #"{"kty":"EC","kty":"EC"}"#, #"{"k\u0074y":"EC"}"#,
            #"{"kty":"EC","crv":"P-256",\#(point),"kid":"not-its-thumbprint"}"#,
            #"{"kty":"EC","crv":"P-256",\#(point)}"#,
            #"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(x)","kid":"\#(thumbprint)"}"#,
            #"{"kty":"EC","crv":"P-256",\#(point),"use":"enc","kid":"\#(thumbprint)"}"#,
            #"{"kty":"EC","crv":"P-256","x":"\#(x)=","y":"\#(y)","kid":"\#(thumbprint)"}"#,
            #"{"kty":"EC","crv":"P-256",\#(point),"alg":"HS256","kid":"\#(thumbprint)"}"#,
            #"{"kty":"EC","crv":"P-256",\#(point),"d":"\#(x)","kid":"\#(thumbprint)"}"#,
        ]
    )
    func foreign(_ other: String) async throws {
        let own = try await SigningKey.generate().verification
        let ours = String(decoding: KeySet([own]).json.dropFirst(9).dropLast(2), as: UTF8.self)
        for json in [
            #"{"keys":[\#(other),\#(ours)]}"#,
            #" { "x" : [{}] , "keys" : [ \#(ours) , \#(other) ] }"#,
        ] {
            let set = try await KeySet(json: Array(json.utf8))
            #expect(set.keys.map(\.id) == [own.id])
        }
        await #expect(throws: KeySetError.noUsableKey) {
            try await KeySet(json: Array(#"{"keys":[\#(other)]}"#.utf8))
        }
    }

    @Test(
        "what is no key set is refused",
        arguments: [
            "", "{", "[]", "{}x", #"{"keys":{}}"#, #"{"keys":[}"#, #"{"keys":[],"keys":[]}"#,
        ]
    )
    func malformed(_ json: String) async {
        await #expect(throws: KeySetError.malformed) {
            try await KeySet(json: Array(json.utf8))
        }
    }

    @Test("long sets are refused, deep ones too, and byte soup never traps")
    func hostile() async throws {
        let long = [UInt8](repeating: 0x20, count: KeySet.lengthMax + 1)
        await #expect(throws: KeySetError.tooLong) { try await KeySet(json: long) }
        let deep = #"{"keys":"# + String(repeating: "[", count: 60_000)
        await #expect(throws: KeySetError.malformed) {
            try await KeySet(json: Array(deep.utf8))
        }
        var random = SeededGenerator(state: 3)
        let soup = Array(#"{}[]":,\ 0e.-truefalsnkeys"#.utf8)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                soup[Int.random(in: 0..<soup.count, using: &random)]
            }
            _ = try? await KeySet(json: Array(#"{"keys":["#.utf8) + bytes)
        }
    }

    @Test("keys come back from PEM, and other keys are no keys")
    func pem() async throws {
        let key = try await SigningKey.generate()
        let again = try await SigningKey(pem: key.pem)
        #expect(again.id == key.id)
        let public256 = try P256.Signing.PrivateKey(pemRepresentation: key.pem).publicKey
        #expect(try await VerificationKey(pem: public256.pemRepresentation).id == key.id)
        let foreign = P384.Signing.PrivateKey().pemRepresentation
        await #expect(throws: KeyError.notAPrivateKey) { try await SigningKey(pem: foreign) }
        await #expect(throws: KeyError.notAPublicKey) { try await VerificationKey(pem: key.pem) }
        await #expect(throws: KeyError.notAPrivateKey) { try await SigningKey(pem: "") }
    }
}
