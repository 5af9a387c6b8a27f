import ArgumentParser
import FoundationEssentials
import Vocabulary

/// `vouch keys`: what services know each other by.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the services' keys where they are missing, and list them.",
        discussion: """
            Each service reads its own NAME.key.pem and everybody's NAME.pub.pem from \
            VOUCH_KEYS_DIRECTORY. On many machines, each gets only its own private key: vouch \
            prepare. To replace one, remove both of its files, make new ones, and start all \
            services again.
            """
    )

    @OptionGroup var home: HomeOption

    @Option(help: "Folder for the keys; the home's where left out.")
    var directory: String?

    func run() async throws {
        let home = home.folder
        let folder = directory.map { Home($0).path } ?? home.keys
        try home.make()
        for key in try await KeyFiles(folder: folder).establish() {
            print("\(key.id)  \(key.service.rawValue)\(key.isNew ? "  (new)" : "")")
        }
    }
}
