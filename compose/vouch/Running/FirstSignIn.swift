import Contract
import FoundationEssentials
import HTTP
import Tokens
import Vocabulary

/// The demo organization's administrator: made on the first start, kept for the next ones.
struct FirstSignIn: Codable, Sendable {
    static let email = "admin@demo.example"

    let email: String
    let password: String
    /// The `Idempotency-Key` of the request that makes the organization, so that a start that
    /// was cut short does not make two.
    let key: String

    /// What the home holds, or nil before the first start.
    static func read(_ home: Home) throws -> FirstSignIn? {
        guard let json = FileManager.default.contents(atPath: home.signIn) else { return nil }
        return try JSONDecoder().decode(FirstSignIn.self, from: json)
    }

    /// Makes the organization where it is not there yet.
    /// - Returns: whether it was made now.
    static func establish(_ home: Home, _ edge: Edge) async throws -> (FirstSignIn, isNew: Bool) {
        // Written before it is used: a password that nobody knows would lock everyone out.
        let known = try read(home)
        let signIn = known ?? FirstSignIn()
        if known == nil { try Home.write(JSONEncoder().encode(signIn), to: home.signIn) }
        if known != nil, (try? await signIn.token(edge)) != nil { return (signIn, false) }
        guard let address = EmailAddress(signIn.email) else {
            throw Refusal("\(home.signIn) holds no e-mail address.")
        }
        let demo = CreateOrganization(
            name: "Demo",
            kind: .company,
            admin: NewAdmin(
                name: "Demo Administrator",
                email: address,
                password: Confidential(signIn.password)
            )
        )
        _ = try await edge.send(demo, key: signIn.key)
        return (signIn, true)
    }

    private init() {
        email = Self.email
        // 24 characters of a secret's 43: 144 random bits.
        password = String(Secret.generate(.oneTime).unmarked.prefix(24))
        key = Secret.generate(.oneTime).unmarked
    }

    /// Signs in.
    func token(_ edge: Edge) async throws -> SignedIn {
        try await edge.send(
            IssueToken(
                grantType: .password,
                email: EmailAddress(email),
                password: Confidential(password)
            )
        )
    }
}
