import Vocabulary

/// The protected header: exactly `alg`, `kid` and `typ`, each once.
struct TokenHeader {
    let algorithm: String
    let keyID: String
    let type: String

    /// A `kid` of ours is 43 characters, an `alg` five.
    static let lengthMax = 256

    init(_ text: ArraySlice<UInt8>) throws(TokenRefusal) {
        guard text.count <= Self.lengthMax, let bytes = Base64URL.decode(text) else {
            throw .malformed
        }
        var members: [String: String] = [:]
        var isForeign = false
        do throws(JSONScanner.Malformed) {
            try JSONScanner.object(bytes) { name, scanner throws(JSONScanner.Malformed) in
                switch name {
                case "alg", "kid", "typ": members[name] = try scanner.string()
                default:
                    isForeign = true
                    try scanner.skip()
                }
            }
        } catch {
            throw .malformed
        }
        guard !isForeign else { throw .foreignHeader }
        guard let alg = members["alg"], let kid = members["kid"], let typ = members["typ"] else {
            throw .malformed
        }
        algorithm = alg
        keyID = kid
        type = typ
    }

    /// The encoded header that `key` signs under, with its final dot.
    static func encoded(_ type: TokenType, key: SigningKey) -> [UInt8] {
        let json = #"{"alg":"ES256","kid":"\#(key.id)","typ":"\#(type.rawValue)"}"#
        return Base64URL.encode(json.utf8) + [UInt8(ascii: ".")]
    }
}
