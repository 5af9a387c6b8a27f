import Glibc

/// How a missing server is installed, for callers that opted in: Debian's own package.
struct Installation {
    /// Mirrors can be slow; a package that is not there after ten minutes will not come.
    private static let limit = Duration.seconds(600)

    var steps = [
        ["apt-get", "update"],
        ["apt-get", "install", "--yes", "--no-install-recommends", ServerBinaries.package],
    ]

    /// Runs the steps. Only root may install; for others the error names the package.
    func run(searched: [String]) async throws(LocalPostgresError) {
        guard geteuid() == 0 else {
            throw .serverMissing(searched: searched, package: ServerBinaries.package)
        }
        for step in steps {
            do throws(LocalPostgresError) {
                try await Command(step, limit: Self.limit).output()
            } catch .programFailed(_, _, let output) {
                throw .installationFailed(output: output)
            }
        }
    }
}
