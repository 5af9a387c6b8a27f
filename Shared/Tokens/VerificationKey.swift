import Crypto
import FoundationEssentials
import JWTKit
import Vocabulary

/// A public P-256 key. It verifies ES256 and nothing else, whatever a token says.
public struct VerificationKey: Sendable {
    /// The `kid`: the RFC 7638 thumbprint of the key.
    public let id: String
    /// The key as SubjectPublicKeyInfo PEM.
    public let pem: String
    /// The affine coordinates as unpadded base64url of 32 bytes each.
    let coordinates: (x: String, y: String)
    private let algorithm: any JWTAlgorithm

    /// The one algorithm, by its JOSE name.
    static let algorithmName = "ES256"

    /// Reads a PEM of a P-256 public key.
    public init(pem: String) async throws(KeyError) {
        guard let key = try? ES256PublicKey(pem: pem) else { throw .notAPublicKey }
        try await self.init(key)
    }

    /// Takes affine coordinates as a JWK has them: 43 characters of strict base64url each.
    init(x: String, y: String) async throws(KeyError) {
        guard Base64URL.decode(Array(x.utf8)[...])?.count == 32,
            Base64URL.decode(Array(y.utf8)[...])?.count == 32,
            let key = try? ES256PublicKey(parameters: (x, y))
        else { throw .notAPublicKey }
        try await self.init(key)
    }

    init(_ key: ES256PublicKey) async throws(KeyError) {
        guard let padded = key.parameters, let x = Self.unpadded(padded.x),
            let y = Self.unpadded(padded.y)
        else { throw .notAPublicKey }
        coordinates = (x, y)
        pem = key.pemRepresentation
        // RFC 7638 §3: the required members in lexicographic order, no white space.
        let members = #"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#
        let thumbprint = Base64URL.encode(SHA256.hash(data: Array(members.utf8)))
        id = String(decoding: thumbprint, as: UTF8.self)
        algorithm = try await key.algorithm()
    }

    /// Whether `signature` is this key's ES256 signature of `bytes`. It must be 64 bytes; zero
    /// and out-of-range values of r and s are refused by the library.
    func verifies(_ signature: [UInt8], of bytes: ArraySlice<UInt8>) -> Bool {
        guard signature.count == 64 else { return false }
        return (try? algorithm.verify(signature, signs: bytes)) ?? false
    }

    /// jwt-kit gives padded standard base64.
    private static func unpadded(_ base64: String) -> String? {
        guard let bytes = Data(base64Encoded: base64), bytes.count == 32 else { return nil }
        return String(decoding: Base64URL.encode(bytes), as: UTF8.self)
    }
}
