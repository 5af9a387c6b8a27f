extension LocalPostgres {
    /// What the server is for, which decides how it treats the disk.
    public enum Purpose: Sendable {
        /// Data that must survive a power failure: PostgreSQL's defaults, page checksums, and a
        /// log without statements and values.
        case durable
        /// Data that a test throws away: nothing waits for the disk. Still survives the server's
        /// own crash, though not the machine's.
        case disposable
    }

    /// Whether the server also listens on 127.0.0.1.
    public enum TCP: Sendable, Equatable {
        case off
        /// A port that was free when the server started; restarts keep it.
        case freePort
        /// This port, 1–65535.
        case port(UInt16)
    }

    /// Where, for what and how a server runs.
    public struct Configuration: Sendable {
        /// Holds data, log and locks. Nil: a new folder under `TMPDIR`, removed when the server
        /// is stopped or its owner ends.
        public var folder: String?
        /// Whether its data outlives a crash of the machine.
        public var purpose: Purpose
        /// The socket folder is open to this user only, and so needs no password; connections
        /// over TCP need one (SCRAM).
        public var tcp = TCP.off
        /// More settings for the server, as in `postgresql.conf`; they win over the purpose's.
        public var settings: [String: String] = [:]
        /// Run `apt-get install postgresql` when no server is found and this is root. Debian's
        /// package also creates and starts a system-wide server, which this one does not need.
        public var installsIfMissing = false
        /// How long the start may take, with recovery after a crash; waiting for a predecessor
        /// that is still stopping is bounded by the same time again.
        public var startTimeout = Duration.seconds(60)
        /// How long a fast stop may take before the server is told to stop immediately.
        public var stopTimeout = Duration.seconds(30)

        /// A server whose data stays in `folder`.
        public init(durableIn folder: String) {
            self.folder = folder
            purpose = .durable
        }

        /// A fast server for tests in a folder of its own, or in `folder`, which then stays.
        public init(disposableIn folder: String? = nil) {
            self.folder = folder
            purpose = .disposable
        }

        var serverSearch: [String]?
        var installation = Installation()
        var user: ServerUser?
    }
}
