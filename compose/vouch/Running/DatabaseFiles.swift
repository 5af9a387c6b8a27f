import FoundationEssentials
import Postgres
import Tokens

/// How services reach a PostgreSQL that somebody else runs: in each service's folder one file for
/// each of its roles, with libpq's connection string.
struct DatabaseFiles {
    /// Where the services' folders are.
    let folder: String
    /// Where the database is, in libpq's words, without user and password.
    let server: String

    private static let password = " password="

    /// Makes what is missing: files here, schemas and roles there. Passwords that are written here
    /// hold there from now on.
    /// - Parameter admin: somebody who may make schemas and roles.
    func establish(as admin: Postgres) async throws {
        for ownership in Ownership.all {
            let passwords = RolePasswords(
                owner: try password(of: ownership.owner, ownership, "owner-database.url"),
                serving: try password(of: ownership.serving, ownership, "database.url"),
                system: try password(of: ownership.system, ownership, "system-database.url")
            )
            try await ownership.establish(on: admin, passwords: passwords)
        }
    }

    /// The one that the role's file holds. Its address is written anew, for it may have changed.
    private func password(
        of role: Identifier,
        _ ownership: Ownership,
        _ file: String
    ) throws -> String {
        let path = "\(folder)/\(ownership.schema.name)/\(file)"
        let known = FileManager.default.contents(atPath: path).flatMap { content in
            let text = String(decoding: content, as: UTF8.self)
            return text.firstRange(of: Self.password).map { String(text[$0.upperBound...]) }
        }
        let password = known ?? Secret.generate(.oneTime).unmarked
        try Home.write("\(server) user=\(role.name)\(Self.password)\(password)".utf8, to: path)
        return password
    }
}

extension Secret {
    /// The random part: 43 characters of an alphabet that needs no quotes anywhere.
    var unmarked: String { String(text.dropFirst(3)) }
}
