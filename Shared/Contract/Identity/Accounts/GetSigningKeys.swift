import Vocabulary

/// Reads the keys that tokens are verified with.
public struct GetSigningKeys: Hashable, Sendable {
    /// Asks for it.
    public init() {}
}

extension GetSigningKeys: IdentityOperation, PlainOperation {
    /// Where it is found.
    public static let route = Route(.get, "/.well-known/jwks.json")
    /// Who may ask.
    public static let audience = Audience.anyone
    /// What it answers.
    public typealias Response = PublishedKeys
    /// What it does.
    public static let about = """
        Publishes the public keys of the tokens that identity signs. The next key is there before it
        signs; the last one stays until its tokens have expired.
        """
    /// One request and its answer.
    public static let example = Example(
        GetSigningKeys(),
        PublishedKeys(
            keys: [
                PublishedKey(
                    kty: "EC",
                    crv: "P-256",
                    x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                    y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
                    kid: "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U",
                    use: "sig",
                    alg: "ES256"
                )
            ]
        )
    )
}
