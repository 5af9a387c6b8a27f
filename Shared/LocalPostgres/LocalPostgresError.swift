/// Why a private PostgreSQL server did not start, stop or take a command.
public enum LocalPostgresError: Error, Equatable {
    /// No usable server was found. `package` is what to install with apt.
    case serverMissing(searched: [String], package: String)
    /// `apt-get` ran and failed, or ran and the server is still missing.
    case installationFailed(output: String)
    /// The folder's data was written by a major version that is not installed.
    case versionMissing(data: Int, installed: [Int])
    /// Another owner, in this process or another, has the folder.
    case folderInUse(String)
    /// A server that nobody here started runs on the folder's data.
    case serverAlreadyRuns(folder: String, process: Int32)
    /// The user that the server must run as cannot reach the folder.
    case folderUnreachable(String, user: String)
    /// A program ended with a failure; `output` is the end of what it printed.
    case programFailed(String, status: Int32, output: String)
    /// The server ended while it was waited for; `log` is the end of its log.
    case serverEnded(log: String)
    /// Something did not happen within its time.
    case timedOut(String, after: Duration)
    /// The server is being started or stopped by somebody else at this moment.
    case busy
    /// The call needs a server that runs, and it was stopped.
    case notRunning
    /// The server was to be started, and it runs.
    case running
    /// The calling task was cancelled.
    case cancelled
    /// A call of the operating system failed with this `errno`.
    case system(call: String, code: Int32)
}

extension LocalPostgresError: CustomStringConvertible {
    /// One sentence for the person who started the server, with what to do where that is known.
    public var description: String {
        switch self {
        case .serverMissing(let searched, let package):
            """
            No PostgreSQL \(ServerBinaries.oldestMajor) or newer in \
            \(searched.joined(separator: ", ")). Install it: apt-get install \(package)
            """
        case .installationFailed(let output): "PostgreSQL could not be installed: \(output)"
        case .versionMissing(let data, let installed):
            "The data was written by PostgreSQL \(data); installed: \(installed)."
        case .folderInUse(let folder): "Another owner has the folder \(folder)."
        case .serverAlreadyRuns(let folder, let process):
            "A server that was started elsewhere (process \(process)) runs in \(folder)."
        case .folderUnreachable(let folder, let user):
            "PostgreSQL must run as \(user), and \(user) cannot reach \(folder)."
        case .programFailed(let program, let status, let output):
            "\(program) failed with status \(status): \(output)"
        case .serverEnded(let log): "PostgreSQL ended instead of answering: \(log)"
        case .timedOut(let what, let limit): "\(what) took longer than \(limit)."
        case .busy: "The server is being started or stopped by another task."
        case .notRunning: "The server is not running."
        case .running: "The server is running."
        case .cancelled: "The task was cancelled."
        case .system(let call, let code): "\(call) failed with errno \(code)."
        }
    }
}
