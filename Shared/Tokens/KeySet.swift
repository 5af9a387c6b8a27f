/// A JWK Set (RFC 7517) of ES256 keys: what `/.well-known/jwks.json` says.
public struct KeySet: Sendable {
    /// In the order of publication; no two with the same `kid`.
    public let keys: [VerificationKey]

    /// A set of ours has three keys; what is larger was not printed by us.
    public static let lengthMax = 65_536
    static let keysMax = 16

    /// Publishes these keys.
    public init(_ keys: [VerificationKey]) {
        self.keys = keys
    }

    /// The JSON text.
    public var json: [UInt8] {
        let members = keys.map { key in
            let (x, y) = key.coordinates
            return #"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(y)","kid":"\#(key.id)""#
                + #","use":"sig","alg":"ES256"}"#
        }
        return Array(#"{"keys":[\#(members.joined(separator: ","))]}"#.utf8)
    }

    /// Reads a set key by key: a key of another type, curve, use or form is passed over, so that
    /// one foreign key cannot make us deaf to ours. Throws only when the whole is no key set.
    public init(json: [UInt8]) async throws(KeySetError) {
        guard json.count <= Self.lengthMax else { throw .tooLong }
        var candidates: [[String: String]] = []
        do throws(JSONScanner.Malformed) {
            try JSONScanner.object(json) { name, scanner throws(JSONScanner.Malformed) in
                guard name == "keys" else { return try scanner.skip() }
                try scanner.array { scanner throws(JSONScanner.Malformed) in
                    if let members = try scanner.texts(), candidates.count < Self.keysMax {
                        candidates.append(members)
                    }
                }
            }
        } catch {
            throw .malformed
        }
        var keys: [VerificationKey] = []
        for members in candidates {
            guard let key = await VerificationKey(jwk: members) else { continue }
            if !keys.contains(where: { $0.id == key.id }) { keys.append(key) }
        }
        guard !keys.isEmpty else { throw .noUsableKey }
        self.keys = keys
    }
}

/// Why a key set was not taken; the keys known before stay.
public enum KeySetError: Error {
    /// Longer than `KeySet.lengthMax`.
    case tooLong
    /// Not JSON, or without `keys`.
    case malformed
    /// Well-formed, but nothing in it can verify ES256.
    case noUsableKey
}

extension VerificationKey {
    /// `nil` unless the JWK is a P-256 signing key whose `kid` is its own thumbprint.
    init?(jwk: [String: String]) async {
        guard jwk["kty"] == "EC", jwk["crv"] == "P-256", jwk["d"] == nil,
            jwk["use"] ?? "sig" == "sig", jwk["alg"] ?? Self.algorithmName == Self.algorithmName,
            let x = jwk["x"], let y = jwk["y"],
            let key = try? await VerificationKey(x: x, y: y), jwk["kid"] == key.id
        else { return nil }
        self = key
    }
}
