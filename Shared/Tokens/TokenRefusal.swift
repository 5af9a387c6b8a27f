/// Why a token was not believed. It holds nothing of the token, so it may be logged; the caller
/// is told only that the token is not valid.
public enum TokenRefusal: String, Error, CaseIterable {
    /// Longer than `TokenVerifier.tokenLengthMax`.
    case tooLong = "too_long"
    /// Not three parts of strict base64url, or not JSON as we write it.
    case malformed
    /// A header member outside `alg`, `kid`, `typ`; `crit`, `jku`, `jwk` and `x5u` are among them.
    case foreignHeader = "foreign_header"
    /// Not the algorithm that the named key is for.
    case wrongAlgorithm = "wrong_algorithm"
    /// No trusted key has this `kid`.
    case unknownKey = "unknown_key"
    /// `typ` is not one that is taken here.
    case wrongType = "wrong_type"
    /// The signature is not the key's.
    case badSignature = "bad_signature"
    /// A claim is missing, malformed or contradicts another.
    case badClaims = "bad_claims"
    /// Signed by a key of somebody else than `iss`.
    case wrongIssuer = "wrong_issuer"
    /// Meant for another reader.
    case wrongAudience = "wrong_audience"
    /// `exp` has passed.
    case expired
    /// `nbf` or `iat` lies ahead.
    case notYetValid = "not_yet_valid"
    /// Valid for longer than its type allows.
    case livesTooLong = "lives_too_long"
    /// Its subject was cut off after it was issued.
    case revoked
}
