import Contract
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Who is calling, in words.
struct Callers: Sendable {
    let store: ServiceStore

    /// Says whom the caller's token speaks for.
    func me(_: GetMe, _ call: Call) async throws -> Me {
        let caller = try call.caller
        let me: Me? =
            switch caller {
            case .user(let id, let organization, _): try await user(id, organization)
            case .person(let id): try await person(id)
            case .key(let id, let organization, _): try await key(id, organization)
            case .intake, .service: nil
            }
        guard let me else { throw AccountError.notSignedIn }
        return me
    }

    private func user(_ id: UserID, _ organization: OrganizationID) async throws -> Me? {
        let database = store.serving(for: organization)
        async let member = UserStore(database).member(id)
        async let employer = OrganizationStore(database).organization(organization)
        guard let user = try await member?.user, let reference = try await employer?.reference
        else { return nil }
        return Me(
            kind: .user,
            id: id.description,
            name: user.name,
            email: user.email,
            organization: reference,
            role: user.role
        )
    }

    /// A person is called by their address until they say otherwise.
    private func person(_ id: PersonID) async throws -> Me? {
        let email = try await PersonStore(store.serving(for: id)).address(of: id)
        return email.map { Me(kind: .person, id: id.description, name: $0.text, email: $0) }
    }

    private func key(_ id: APIKeyID, _ organization: OrganizationID) async throws -> Me? {
        let database = store.serving(for: organization)
        async let key = APIKeyStore(database).key(id)
        async let employer = OrganizationStore(database).organization(organization)
        guard let name = try await key?.name, let reference = try await employer?.reference
        else { return nil }
        return Me(kind: .key, id: id.description, name: name, organization: reference)
    }
}

extension Organization {
    fileprivate var reference: OrganizationReference {
        OrganizationReference(id: id, name: name, kind: kind)
    }
}
