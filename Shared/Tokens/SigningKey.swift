import Crypto
import FoundationEssentials
import JWTKit

/// A private P-256 key. It signs ES256 and nothing else.
public struct SigningKey: Sendable {
    /// The `kid`: the RFC 7638 thumbprint of the public key, so equal keys have equal names.
    public var id: String { verification.id }
    /// The public half.
    public let verification: VerificationKey
    /// The private key as PKCS #8 PEM. Secret.
    public let pem: String
    private let algorithm: any JWTAlgorithm

    /// Makes a new key from the system's randomness.
    public static func generate() async throws(KeyError) -> SigningKey {
        try await SigningKey(pem: ES256PrivateKey().pemRepresentation)
    }

    /// Reads a PKCS #8 or SEC 1 PEM of a P-256 private key.
    public init(pem: String) async throws(KeyError) {
        guard let key = try? ES256PrivateKey(pem: pem) else { throw .notAPrivateKey }
        verification = try await VerificationKey(key.publicKey)
        algorithm = try await key.algorithm()
        self.pem = pem
    }

    /// The 64-byte ES256 signature (r, s) of `bytes`.
    func sign(_ bytes: [UInt8]) throws(KeyError) -> [UInt8] {
        guard let signature = try? algorithm.sign(bytes), signature.count == 64 else {
            throw .cannotSign
        }
        return signature
    }
}

/// What can be wrong with a key. It holds nothing of the key.
public enum KeyError: Error {
    /// Not PEM of a P-256 private key.
    case notAPrivateKey
    /// Not a P-256 public key: another curve, not on the curve, or not the form it should have.
    case notAPublicKey
    /// The cryptographic library failed.
    case cannotSign
}

extension ECDSAKey {
    /// jwt-kit hands out an algorithm only through a key collection; one key goes in and is
    /// fetched once, and the collection, with its fallbacks, is thrown away.
    func algorithm() async throws(KeyError) -> any JWTAlgorithm {
        let collection = JWTKeyCollection()
        await collection.add(ecdsa: self)
        guard let algorithm = try? await collection.getKey() else { throw .notAPublicKey }
        return algorithm
    }
}
