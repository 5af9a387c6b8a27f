import Logging
import Postgres
import ServiceKit
import ServiceStore
import Tokens
import Vocabulary

/// What identity is given from outside: the edges that a test replaces, and what is configured.
struct IdentityEdges: Sendable {
    var store: ServiceStore
    var verifier: TokenVerifier
    var sealing: SealingKey
    var passwords: PasswordWork
    var mailer: any Mailer
    var mailText: MailText
    /// Whether anyone may make an organization.
    var isOpen: Bool
    var `operator`: Operator
    var schedule = KeySchedule()
    var identifiers: IdentifierSource
    var now: @Sendable () -> Instant
    var log: Logger
}

/// Identity, put together.
struct IdentityComposition: Sendable {
    let keys: SigningKeys
    let revocations: Revocations
    let delivery: MailDelivery
    let sweeper: Sweeper
    let routes: IdentityRoutes

    init(_ edges: IdentityEdges) {
        let (system, now) = (edges.store.system, edges.now)
        keys = SigningKeys(
            SigningKeyStore(system),
            sealing: edges.sealing,
            schedule: edges.schedule,
            verifier: edges.verifier,
            now: now
        )
        revocations = Revocations(database: system, verifier: edges.verifier, now: now)
        delivery = MailDelivery(
            database: system,
            mailer: edges.mailer,
            text: edges.mailText,
            now: now,
            log: edges.log
        )
        sweeper = Sweeper(database: system, now: now)
        routes = IdentityRoutes(edges, keys, revocations)
    }
}

extension IdentityComposition {
    /// How often a replica looks whether the keys have changed; far less than they are published
    /// before they sign.
    private static let keysInterval: Duration = .seconds(60)

    /// Has a program do what is to be done beside its requests.
    func attach(to runtime: Runtime) {
        runtime.background("rotating keys", every: Self.keysInterval) { try await keys.refresh() }
        runtime.background("following revocations", every: Revocations.interval) {
            try await revocations.take(since: runtime.now() - Revocations.lookBack)
        }
        runtime.background("delivering mail", every: MailDelivery.interval) {
            try await delivery.deliverAll()
        }
        runtime.background("sweeping", every: Sweeper.interval) { try await sweeper.sweep() }
    }
}

extension IdentityRoutes {
    fileprivate init(_ edges: IdentityEdges, _ keys: SigningKeys, _ revocations: Revocations) {
        let (store, identifiers, now) = (edges.store, edges.identifiers, edges.now)
        let (system, work) = (store.system, edges.passwords)
        let issuer = TokenIssuer(now: now, identifiers: identifiers)
        let tries = TryCounter(database: system, now: now)
        let cutOff = CutOff(verifier: edges.verifier, now: now)
        let desk = SessionDesk(keys: keys, issuer: issuer, identifiers: identifiers, now: now)
        let links = Links(database: system, tries: tries, identifiers: identifiers, now: now)
        self.keys = keys
        self.revocations = revocations
        organizations = Organizations(
            store: store,
            passwords: work,
            tries: tries,
            operator: edges.operator,
            isOpen: edges.isOpen,
            identifiers: identifiers,
            now: now
        )
        sessions = Sessions(
            database: system,
            desk: desk,
            passwords: work,
            tries: tries,
            cutOff: cutOff
        )
        passwords = Passwords(
            database: system,
            passwords: work,
            tries: tries,
            cutOff: cutOff,
            links: links
        )
        members = Members(store: store, cutOff: cutOff, identifiers: identifiers, now: now)
        invitations = Invitations(
            database: system,
            desk: desk,
            passwords: work,
            tries: tries,
            cutOff: cutOff,
            links: links,
            identifiers: identifiers,
            now: now
        )
        people = People(
            database: system,
            desk: desk,
            tries: tries,
            cutOff: cutOff,
            links: links,
            identifiers: identifiers,
            now: now
        )
        apiKeys = APIKeys(
            store: store,
            keys: keys,
            issuer: issuer,
            cutOff: cutOff,
            identifiers: identifiers,
            now: now
        )
        callers = Callers(store: store)
        candidates = Candidates(store: store, identifiers: identifiers, now: now)
        history = CandidateHistory(store: store)
        placements = CandidatePlacements(store: store, now: now)
    }
}
