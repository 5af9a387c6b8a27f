import FoundationEssentials
import HTTP
import Postgres
import ServiceKit
import ServiceStore
import Vocabulary

/// Accounts, people and candidate records.
@main
enum IdentityService {
    static func main() async {
        await Program.run(.identity, settings: IdentitySettings.all) { runtime in
            let store = try await ServiceStore.open(
                runtime,
                of: Ownership(of: "identity"),
                migrations: IdentityMigrations.all
            )
            let identity = IdentityComposition(try await edges(runtime, store))
            try await identity.keys.refresh()
            try await identity.revocations.takeAll()
            identity.attach(to: runtime)
            return identity.routes.routes
        }
    }

    private static func edges(
        _ runtime: Runtime,
        _ store: ServiceStore
    ) async throws -> IdentityEdges {
        let settings = runtime.settings
        let folder = settings[CommonSettings.keysDirectory]
        return IdentityEdges(
            store: store,
            verifier: runtime.verifier,
            sealing: try SealingKey(file: "\(folder)/identity.seal"),
            passwords: PasswordWork(on: runtime.blocking),
            mailer: try IdentitySettings.mailer(runtime),
            mailText: MailText(
                site: settings[IdentitySettings.siteAddress],
                from: settings[IdentitySettings.mailFrom]
            ),
            isOpen: settings[IdentitySettings.openSignUp],
            operator: Operator(token: settings[IdentitySettings.operatorToken].secret),
            identifiers: runtime.identifiers,
            now: runtime.now,
            log: runtime.log
        )
    }
}
