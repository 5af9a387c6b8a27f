import Vocabulary

/// A public key as a JWK, RFC 7517.
public struct PublishedKey: Hashable, Sendable {
    /// Always `EC`.
    public var kty: String
    /// Always `P-256`.
    public var crv: String
    /// The first coordinate, base64url.
    public var x: String
    /// The second coordinate, base64url.
    public var y: String
    /// The key's RFC 7638 thumbprint.
    public var kid: String
    /// Always `sig`.
    public var use: String
    /// Always `ES256`.
    public var alg: String

    /// Takes every field.
    public init(
        kty: String,
        crv: String,
        x: String,
        y: String,
        kid: String,
        use: String,
        alg: String
    ) {
        self.kty = kty
        self.crv = crv
        self.x = x
        self.y = y
        self.kid = kid
        self.use = use
        self.alg = alg
    }
}

extension PublishedKey: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Self.init(kty:crv:x:y:kid:use:alg:),
        Field("kty", \.kty, about: "Always `EC`."),
        Field("crv", \.crv, about: "Always `P-256`."),
        Field("x", \.x, about: "The first coordinate, base64url."),
        Field("y", \.y, about: "The second coordinate, base64url."),
        Field("kid", \.kid, about: "The key's RFC 7638 thumbprint."),
        Field("use", \.use, about: "Always `sig`."),
        Field("alg", \.alg, about: "Always `ES256`.")
    )
}
