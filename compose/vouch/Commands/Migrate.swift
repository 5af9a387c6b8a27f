import ArgumentParser
import LocalPostgres
import Subprocess
import SystemPackage
import Vocabulary

/// `vouch migrate`: brings this home's database to the programs' version, and serves nothing.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Migrate every service's schema without serving.",
        discussion: """
            Services migrate by themselves when they start; this is for seeing beforehand that it \
            works. On many machines, run each service's own program with --migrate.
            """
    )

    @OptionGroup var home: HomeOption

    func run() async throws {
        let home = home.folder
        if let running = Registry.read(home) {
            throw Refusal("Vouch runs here (process \(running.owner.pid)): vouch down")
        }
        try home.make()
        _ = try await KeyFiles(folder: home.keys).establish()
        let postgres = try await Cluster.database(in: home)
        do {
            let deployment = Deployment(replicas: [:]) { $0 }
            for instance in deployment.services {
                let variables = Cluster.access(to: postgres, as: instance.program)
                    .merging(["VOUCH_KEYS_DIRECTORY": home.keys]) { $1 }
                let result = try await Subprocess.run(
                    .path(FilePath("\(try Cluster.programs())/\(instance.program.rawValue)")),
                    arguments: ["--migrate"],
                    environment: .inherit.updating(variables.keyed),
                    output: .currentStandardOutput,
                    error: .currentStandardError
                )
                guard result.terminationStatus.isSuccess else {
                    throw Refusal("\(instance.name) could not migrate; see above.")
                }
                print("\(instance.name) is migrated.")
            }
        } catch {
            try await postgres.stop()
            throw error
        }
        try await postgres.stop()
    }
}
