import Guarded

/// A private PostgreSQL server: for tests, and for running everything on one machine.
///
/// It belongs to this object and to this process. When the process ends, however it ends, the
/// server ends too; when the object goes without `stop`, the server stops in the background.
///
/// ```swift
/// let server = try await LocalPostgres.start(.init(durableIn: ".vouch/postgres"))
/// try await server.createDatabase("vouch")
/// connect(server.connectionString(database: "vouch"))
/// try await server.stop()
/// ```
public final class LocalPostgres: Sendable {
    /// The role that `initdb` makes; the Unix socket lets it in without a password.
    public static let superuser = "postgres"

    /// How a server stops.
    public enum StopMode: String, Sendable {
        /// Sessions are ended, then everything is written to disk.
        case fast = "INT"
        /// As after a crash: nothing is written, the next start recovers.
        case immediate = "QUIT"
    }

    private final class Running: Sendable {
        let ownership: FileLock
        let process: SupervisedProcess

        init(_ ownership: consuming FileLock, _ process: SupervisedProcess) {
            self.ownership = ownership
            self.process = process
        }

        deinit { ownership.release() }
    }

    private enum State {
        case running(Running)
        case stopped
        case changing
    }

    /// An immediate stop is bounded by PostgreSQL itself, which kills what has not ended in 5 s.
    private static let immediateStopTimeout = Duration.seconds(15)

    /// The folder of the Unix socket: libpq's `host`.
    public var socketFolder: String { launch.sockets.path }
    /// The port, also that of the socket's name: libpq's `port`.
    public let port: UInt16
    /// What the server wrote since it was made, at most 20 MiB with its predecessor.
    public var logFile: String { launch.folder.log }

    let launch: ServerLaunch
    private let stopTimeout: Duration
    private let reservation: PortReservation?
    private let state: Guarded<State>

    /// Starts a server and returns once it answers.
    public static func start(
        _ configuration: Configuration
    ) async throws(LocalPostgresError) -> LocalPostgres {
        let server = try await LocalPostgres(configuration)
        try await server.start()
        return server
    }

    /// What was temporary goes with the object; while the server runs, its supervisor removes it.
    deinit { launch.discard() }

    /// Starts the server again after `stop`, with the same socket and port. (A temporary one went
    /// with its folder; `restart` keeps it.)
    public func start() async throws(LocalPostgresError) {
        try state.withLock { (state) throws(LocalPostgresError) in
            switch state {
            case .running: throw .running
            case .changing: throw .busy
            case .stopped: state = .changing
            }
        }
        do throws(LocalPostgresError) {
            let ownership = try launch.folder.own()
            let process: SupervisedProcess
            do throws(LocalPostgresError) {
                process = try await launch.start()
            } catch {
                ownership.release()
                throw error
            }
            let running = Running(ownership, process)
            state.withLock { $0 = .running(running) }
        } catch {
            state.withLock { $0 = .stopped }
            throw error
        }
    }

    /// Whether the server's process lives; false after its end, whoever ended it.
    public var isRunning: Bool {
        state.withLock { state in
            switch state {
            case .running(let running): running.process.poll() == nil
            case .stopped: false
            // Somebody is at it.
            case .changing: true
            }
        }
    }

    /// Stops the server, and removes its folder if that was temporary. A fast stop that takes
    /// longer than `stopTimeout` becomes an immediate one, and so does one whose task is
    /// cancelled, which throws; the server ends all the same.
    public func stop(_ mode: StopMode = .fast) async throws(LocalPostgresError) {
        try await halt(mode)
        launch.discard()
    }

    /// Stops and starts the server; connection strings stay valid.
    public func restart(_ mode: StopMode = .fast) async throws(LocalPostgresError) {
        try await halt(mode)
        try await start()
    }

    private func halt(_ mode: StopMode) async throws(LocalPostgresError) {
        let running = try state.withLock { (state) throws(LocalPostgresError) in
            switch state {
            case .stopped: throw .notRunning
            case .changing: throw .busy
            case .running(let running):
                state = .changing
                return running
            }
        }
        // Whatever goes wrong below: letting go of the process stops it immediately.
        defer {
            running.ownership.release()
            state.withLock { $0 = .stopped }
        }
        do throws(LocalPostgresError) {
            try await running.process.end(mode, within: stopTimeout)
        } catch .timedOut where mode == .fast {
            try await running.process.end(.immediate, within: Self.immediateStopTimeout)
        }
    }

    private init(_ configuration: Configuration) async throws(LocalPostgresError) {
        let found = try await ServerBinaries.found(for: configuration)
        let user: ServerUser
        if let chosen = configuration.user { user = chosen } else { user = try await .choose() }
        let tcpPort: UInt16?
        switch configuration.tcp {
        case .off:
            tcpPort = nil
            reservation = nil
        case .freePort:
            let reserved = try PortReservation.make()
            tcpPort = reserved.port
            reservation = consume reserved
        case .port(let port):
            tcpPort = port
            reservation = nil
        }
        let folder = try ServerFolder(configuration.folder)
        let binaries = try ServerBinaries.choose(for: folder.dataMajor, from: found)
        let sockets = try SocketFolder(in: folder)
        launch = ServerLaunch(
            binaries: binaries,
            user: user,
            folder: folder,
            sockets: sockets,
            purpose: configuration.purpose,
            settings: ServerSettings(
                purpose: configuration.purpose,
                socketFolder: sockets.path,
                tcpPort: tcpPort,
                extra: configuration.settings
            ),
            startTimeout: configuration.startTimeout
        )
        port = tcpPort ?? ServerSettings.socketPort
        stopTimeout = configuration.stopTimeout
        state = Guarded(.stopped)
    }
}
