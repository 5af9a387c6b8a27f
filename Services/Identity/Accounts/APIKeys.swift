import Contract
import Postgres
import ServiceKit
import ServiceStore
import Tokens
import Vocabulary

/// Keys that programs of an organization sign in with.
struct APIKeys: Sendable {
    /// More keys of one organization than anybody keeps apart.
    static let keysMax = 200
    private static let list = "ListAPIKeys"
    /// A key's last use is noted to the hour, so that a busy one is not written all the time.
    private static let useNoted: Duration = .seconds(3_600)

    let store: ServiceStore
    let keys: SigningKeys
    let issuer: TokenIssuer
    let cutOff: CutOff
    let identifiers: IdentifierSource
    let now: @Sendable () -> Instant

    /// Makes a key; its secret is shown this once.
    func create(_ request: CreateAPIKey, _ call: Call) async throws -> NewAPIKey {
        guard case .user(let creator, let organization, _) = try call.caller else {
            throw Refusal(.forbidden, "Keys are made by administrators.")
        }
        if let expiry = request.expiresAt, expiry <= now() {
            throw Refusal.invalid([FieldError("expires_at", .outOfRange, "must lie ahead")])
        }
        let secret = Secret.generate(.apiKey)
        let key = APIKey(
            id: identifiers.next(),
            name: request.name,
            scopes: Set(request.scopes).sorted(),
            createdAt: now(),
            createdBy: creator,
            expiresAt: request.expiresAt
        )
        try await store.transaction(for: organization) { transaction in
            // Two who make the last one at once wait for each other here.
            _ = try await OrganizationStore(transaction).lockedOrganization(organization)
            let keys = APIKeyStore(transaction)
            let others = try await keys.keys(before: .last, limit: Self.keysMax)
            guard others.count < Self.keysMax else { throw AccountError.tooManyKeys }
            try await keys.insert(key, secret.hash, of: organization)
            try await transaction.append(
                .about(key.id, of: organization, "api_key_created", by: call.principal, at: now())
            )
        }
        return NewAPIKey(apiKey: key, secret: Confidential(secret.text))
    }

    /// Lists keys, newest first.
    func list(_ request: ListAPIKeys, _ call: Call) async throws -> Page<APIKey> {
        let database = try store.serving(for: call.organization)
        let before = try APIKeyID.before(request.cursor, in: Self.list)
        let keys = try await APIKeyStore(database).keys(before: before, limit: request.limit + 1)
        return Page(keys, limit: request.limit, of: Self.list) { [.id($0.id.uuid)] }
    }

    /// Takes a key away; its tokens are refused everywhere within seconds.
    func delete(_ request: DeleteAPIKey, _ call: Call) async throws -> Nothing {
        let organization = try call.organization
        return try await store.transaction(for: organization) { transaction in
            guard try await APIKeyStore(transaction).delete(request.id) else {
                throw AccountError.noSuchKey
            }
            try await cutOff.refuse([request.id.uuid], forGood: true, transaction)
            try await transaction.append(
                .about(
                    request.id,
                    of: organization,
                    "api_key_deleted",
                    by: call.principal,
                    at: now()
                )
            )
            return Nothing()
        }
    }

    /// Issues a token for a key: what the gateway asks for when one is called with.
    func exchange(_ request: ExchangeAPIKey, _ call: Call) async throws -> ExchangedKey {
        guard let secret = Secret(request.secret.text, .apiKey) else {
            throw AccountError.notSignedIn
        }
        return try await store.system.transaction { transaction in
            let keys = APIKeysAcrossTenants(transaction)
            let now = now()
            guard let key = try await keys.heldKey(secret.hash, at: now) else {
                throw AccountError.notSignedIn
            }
            if key.lastUsedAt.map({ $0 + Self.useNoted < now }) ?? true {
                try await keys.noteUse(key, at: now)
            }
            let token = try issuer.access(key.principal, key: self.keys.current())
            // The token lives longer than the key may: whoever remembers it must not.
            let expiry = [token.expiresAt, key.expiresAt].compactMap(\.self).min()
            return ExchangedKey(
                accessToken: Confidential(token.token),
                expiresAt: expiry ?? token.expiresAt
            )
        }
    }
}
