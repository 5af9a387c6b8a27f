import Glibc

/// Everything a start needs; made once, so that a restart finds the same socket and port.
struct ServerLaunch: Sendable {
    let binaries: ServerBinaries
    let user: ServerUser
    let folder: ServerFolder
    let sockets: SocketFolder
    let purpose: LocalPostgres.Purpose
    let settings: ServerSettings
    let startTimeout: Duration

    /// Starts the server on its data, which is made first where there is none, and returns once
    /// it takes connections.
    func start() async throws(LocalPostgresError) -> SupervisedProcess {
        try await folder.give(to: user)
        try await folder.initialise(self)
        let lock = try await lock()
        if let process = PostmasterFile.liveServer(of: folder.data) {
            throw .serverAlreadyRuns(folder: folder.path, process: process)
        }
        try sockets.prepare(for: user)
        let command = [binaries.path(of: "postgres"), "-D", folder.data] + settings.arguments
        let process = try supervised(command, holding: lock)
        let deadline = Deadline(startTimeout, for: "The start of PostgreSQL")
        while true {
            if process.poll() != nil { throw .serverEnded(log: folder.logTail) }
            // `ready` is what `pg_ctl --wait` goes by, too.
            if let file = PostmasterFile(in: folder.data), file.isReady,
                file.namesLiveServer(of: folder.data)
            {
                return process
            }
            try await deadline.pause()
        }
    }

    /// The folder's lock, once a predecessor's server has ended.
    func lock() async throws(LocalPostgresError) -> FileLock {
        try await FileLock.wait(for: folder.serverLock, atMost: startTimeout)
    }

    /// A command of the server's user that ends with this process and keeps the folder's lock.
    func supervised(
        _ command: [String],
        holding lock: consuming FileLock
    ) throws(LocalPostgresError) -> SupervisedProcess {
        let log = try folder.openLog()
        return try SupervisedProcess(
            user.runningUntilParentDies(command),
            log: log,
            lock: lock,
            mark: folder.orphanMark,
            removing: folder.isTemporary ? folder.path : sockets.isApart ? sockets.path : nil
        )
    }

    /// Removes what was temporary, unless a supervisor is about to.
    func discard() {
        guard !folder.isSupervised else { return }
        sockets.discard()
        folder.discard()
    }
}
