import ArgumentParser
import FoundationEssentials
import Postgres
import Vocabulary

/// `vouch prepare`: what services find when they are started elsewhere.
struct Prepare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make each service's keys and its part of a database that runs elsewhere.",
        discussion: """
            Each service gets a folder with its own private key, everybody's public ones, and a \
            file with a connection string for each of its three roles: what its container is \
            given. What is there stays, so this may be run again at any time.
            """
    )

    @Option(help: "Folder for the services' folders.")
    var directory: String

    @Option(help: "Where the database is, in libpq's words: 'host=db dbname=vouch'.")
    var server: String

    @Option(help: "Who may make schemas and roles there.")
    var user = "postgres"

    @Option(help: "File with that user's password; none where the server asks for none.")
    var passwordFile: String?

    func run() async throws {
        let folder = Home(directory).path
        for key in try await KeyFiles(apartIn: folder).establish() where key.isNew {
            print("\(key.service.rawValue) has a new key.")
        }
        let admin = Postgres(PostgresConfiguration("\(server) user=\(user)\(try password())"))
        do {
            try await DatabaseFiles(folder: folder, server: server).establish(as: admin)
        } catch {
            await admin.close()
            throw error
        }
        await admin.close()
        print("The database has every service's schema and roles.")
    }

    private func password() throws -> String {
        guard let passwordFile else { return "" }
        guard let content = FileManager.default.contents(atPath: passwordFile) else {
            throw Refusal("\(passwordFile) cannot be read.")
        }
        // libpq's own quotes, for somebody else chose this one.
        let text = String(decoding: content, as: UTF8.self).filter { !$0.isNewline }
        let quoted = text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return " password='\(quoted)'"
    }
}
