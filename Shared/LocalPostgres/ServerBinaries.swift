import FoundationEssentials
import Glibc

/// The programs of one installed PostgreSQL.
struct ServerBinaries: Equatable {
    /// Row-level security with `security_invoker` views and `MERGE` begin here.
    static let oldestMajor = 15
    /// The Debian package that depends on the distribution's current major version.
    static let package = "postgresql"
    static let programs = ["initdb", "postgres", "createdb", "dropdb"]

    let folder: String
    let major: Int

    func path(of program: String) -> String { "\(folder)/\(program)" }

    /// Where servers are looked for: Debian's and Red Hat's folders for each version, then `PATH`.
    static func usualFolders() -> [String] {
        let debian = subfolders(of: "/usr/lib/postgresql").map { "\($0)/bin" }
        let redHat = subfolders(of: "/usr").filter { $0.contains("/pgsql-") }.map { "\($0)/bin" }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return debian + redHat + path.split(separator: ":").map(String.init)
    }

    /// Every usable server of `folders`, newest first.
    static func installed(in folders: [String]) async throws(LocalPostgresError) -> [Self] {
        var found: [Self] = []
        for folder in folders {
            let whole = programs.allSatisfy { program in
                unsafe access("\(folder)/\(program)", X_OK) == 0
            }
            guard whole else { continue }
            let printed = try await Command(["\(folder)/postgres", "--version"]).output()
            guard let major = major(of: printed), major >= oldestMajor else { continue }
            found.append(Self(folder: folder, major: major))
        }
        return found.sorted { $0.major > $1.major }
    }

    /// Every usable server, newest first and at least one; installs one when told to.
    static func found(
        for configuration: LocalPostgres.Configuration
    ) async throws(LocalPostgresError) -> [Self] {
        var searched = configuration.serverSearch ?? usualFolders()
        var found = try await installed(in: searched)
        if found.isEmpty, configuration.installsIfMissing {
            try await configuration.installation.run(searched: searched)
            searched = configuration.serverSearch ?? usualFolders()
            found = try await installed(in: searched)
        }
        guard !found.isEmpty else {
            throw .serverMissing(searched: searched, package: package)
        }
        return found
    }

    /// The server for a folder: the newest, or for existing data the one of its version.
    static func choose(
        for dataMajor: Int?,
        from found: [Self]
    ) throws(LocalPostgresError) -> Self {
        let match = found.first { dataMajor == nil || $0.major == dataMajor }
        guard let match else {
            throw .versionMissing(data: dataMajor ?? 0, installed: found.map(\.major))
        }
        return match
    }

    /// `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)` is 15, `17beta1` is 17.
    static func major(of versionLine: String) -> Int? {
        guard let mark = versionLine.firstRange(of: "(PostgreSQL) ") else { return nil }
        return Int(versionLine[mark.upperBound...].prefix { $0.isNumber })
    }

    private static func subfolders(of folder: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        return (names ?? []).sorted().map { "\(folder)/\($0)" }
    }
}
