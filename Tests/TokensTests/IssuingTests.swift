import Testing
import Vocabulary

@testable import Tokens

@Suite("What is issued is believed, and says what was meant")
struct IssuingTests {
    static let identifiers = IdentifierSource(now: { Forge.now })
    static let organization: OrganizationID = identifiers.next()
    static let accessPrincipals: [Principal] =
        Role.allCases.map { .user(identifiers.next(), of: organization, as: $0) } + [
            .person(identifiers.next()),
            .key(identifiers.next(), of: organization, scopes: []),
            .key(identifiers.next(), of: organization, scopes: ["CreateCandidate", "ListUsers"]),
        ]
    static let intake = Principal.intake(
        identifiers.next(),
        of: organization,
        session: identifiers.next()
    )

    let key: SigningKey
    let issuer = TokenIssuer(now: { Forge.now }, identifiers: Self.identifiers)
    let verifier = TokenVerifier(reader: .identity, accepts: Set(TokenType.allCases))

    init() async throws {
        key = try await SigningKey.generate()
        verifier.trustIdentity([key.verification])
    }

    @Test("access tokens", arguments: accessPrincipals)
    func access(_ principal: Principal) throws {
        let issued = try issuer.access(principal, key: key)
        let verified = try verifier.verify(issued.token.utf8.span, at: Forge.now)
        #expect(verified.principal == principal && verified.type == .access)
        #expect(verified.id == issued.id && verified.expiresAt == issued.expiresAt)
        #expect(verified.expiresAt - verified.issuedAt == .seconds(900))
        #expect(throws: TokenIssueError.wrongKind) { try issuer.intake(principal, key: key) }
    }

    @Test("intake links live 48 hours, sessions two")
    func intakeTokens() throws {
        for (issued, type, hours) in [
            (try issuer.intakeLink(Self.intake, key: key), TokenType.intakeLink, 48),
            (try issuer.intake(Self.intake, key: key), .intake, 2),
        ] {
            let verified = try verifier.verify(issued.token.utf8.span, at: Forge.now)
            #expect(verified.principal == Self.intake && verified.type == type)
            #expect(verified.expiresAt - Forge.now == .seconds(hours * 3_600))
        }
        #expect(throws: TokenIssueError.wrongKind) { try issuer.access(Self.intake, key: key) }
    }

    @Test("iat has microseconds, which survive")
    func microseconds() throws {
        for rest: Int64 in [0, 1, 10, 999_999, 500_000] {
            let now = Forge.now + .microseconds(rest)
            let issuer = TokenIssuer(now: { now }, identifiers: Self.identifiers)
            let issued = try issuer.access(.person(Self.identifiers.next()), key: key)
            let verified = try verifier.verify(issued.token.utf8.span, at: now)
            #expect(verified.issuedAt == now)
        }
    }

    @Test("scopes are words, at most 48, and the longest token is not too long to be taken")
    func scopes() throws {
        func issue(_ scopes: Set<String>) throws -> String {
            let principal = Principal.key(
                Self.identifiers.next(),
                of: Self.organization,
                scopes: scopes
            )
            return try issuer.access(principal, key: key).token
        }
        let long = Set((0..<48).map { String(repeating: "s", count: 38) + String($0 + 10) })
        let token = try issue(long)
        #expect(token.utf8.count <= TokenVerifier.tokenLengthMax)
        #expect(verifier.refusal(Array(token.utf8)) == nil)
        for bad: Set<String> in [
            long.union(["more"]), [""], ["a b"], ["\"},{"], [String(repeating: "s", count: 41)],
            ["é"],
        ] {
            #expect(throws: TokenIssueError.badScopes) { try issue(bad) }
        }
    }

    @Test("a service's token is for one callee, is used again for 30 s, and then made anew")
    func serviceTokens() async throws {
        let own = try await SigningKey.generate()
        let clock = TestClock(Forge.now)
        let tokens = ServiceTokens(
            caller: .matching,
            key: own,
            now: { clock.now },
            identifiers: Self.identifiers
        )
        verifier.trust(.matching, [own.verification])
        let first = try tokens.token(for: .identity)
        let verified = try verifier.verify(first.utf8.span, at: clock.now)
        #expect(verified.principal == .service(.matching))
        #expect(verified.expiresAt - verified.issuedAt == .seconds(60))
        #expect(verifier.refusal(Array(try tokens.token(for: .talent).utf8)) == .wrongAudience)
        clock.advance(by: .milliseconds(29_999))
        #expect(try tokens.token(for: .identity) == first)
        clock.advance(by: .milliseconds(1))
        #expect(try tokens.token(for: .identity) != first)
        // A clock that was set back makes a new one too, rather than one from the future.
        clock.advance(by: .seconds(-3_600))
        let early = try verifier.verify(
            try tokens.token(for: .identity).utf8.span,
            at: clock.now
        )
        #expect(early.issuedAt == clock.now)
    }
}
