import Contract
import Guarded
public import HTTP
public import Logging
public import Tokens
public import Vocabulary

/// What a running program stands on: its settings, the time, its log, its peers, whom to believe.
public final class Runtime: Sendable {
    /// Which program this is.
    public let service: Service
    /// All of them valid.
    public let settings: Settings
    /// The time.
    public let now: @Sendable () -> Instant
    /// Where new identifiers come from.
    public let identifiers: IdentifierSource
    /// One line of JSON an entry.
    public let log: Logger
    /// What is measured.
    public let metrics: Metrics
    /// The event loops of this program.
    public let loops: LoopGroup
    /// The other services.
    public let peers: Peers
    /// This program's own key.
    public let key: SigningKey
    /// Work that blocks or takes long, beside the event loops.
    public let blocking = BlockingWork()
    /// Whether the program can do its work, and its pages for those who watch it.
    public let health: Health
    /// Whether the program only migrates its database, and ends.
    public let onlyMigrates: Bool
    /// What takes the log's lines, for lines that are made elsewhere.
    public let sink: LogSink
    let trust: Trust
    private let background: Background
    private let endings = Guarded<[@Sendable () async -> Void]>([])

    /// Whom to believe. Kept up to date with identity, which feeds its own.
    public var verifier: TokenVerifier { trust.verifier }

    init(
        _ service: Service,
        _ settings: Settings,
        _ surroundings: Surroundings
    ) async throws {
        let now = surroundings.now
        let sink = surroundings.log
        let loops = Self.loops(settings)
        let directory = KeyDirectory(path: settings[CommonSettings.keysDirectory])
        let verifier = try await directory.verifier(for: service)
        self.service = service
        self.settings = settings
        self.now = now
        self.sink = sink
        self.loops = loops
        onlyMigrates = surroundings.onlyMigrates
        identifiers = IdentifierSource(now: now)
        log = Self.logger(service, settings, sink, now)
        metrics = Metrics()
        key = try await directory.own(service)
        let tokens = ServiceTokens(caller: service, key: key, now: now, identifiers: identifiers)
        trust = Trust(verifier, isComplete: service == .identity)
        health = Health(metrics)
        peers = Peers(Client(on: loops), tokens, settings, metrics)
        background = Background(log, metrics)
        metrics.probe { [blocking] in
            [
                Metrics.Figure("vouch_blocking_work", Double(blocking.load)),
                Metrics.Figure("vouch_log_lost_lines_total", Double(sink.lostLines)),
            ]
        }
    }

    /// Makes `/readyz` depend on something: `probe` throws where it is not there.
    public func onReady(_ name: String, _ probe: @escaping @Sendable () async throws -> Void) {
        health.add(name, probe)
    }

    /// Does something when everything under way has ended, in the opposite order of the calls.
    public func onStop(_ ending: @escaping @Sendable () async -> Void) {
        endings.withLock { $0.append(ending) }
    }

    /// Runs `body` again and again beside the requests, until the program stops: an error is
    /// logged and counted, and is no reason to give up; after several the pause grows.
    /// - Parameters:
    ///   - name: a few words of the program, for the log and for metrics.
    ///   - interval: between the end of one run and the beginning of the next, ± 10 %.
    ///   - body: one run, or one that lasts until its task is cancelled.
    public func background(
        _ name: String,
        every interval: Duration,
        _ body: @escaping @Sendable () async throws -> Void
    ) {
        background.start(name, every: interval, body)
    }

    /// Whether identity's keys are known: before, nobody's token can be said to be wrong.
    public var knowsIdentity: Bool { trust.isReady }

    /// A token named a key that is not known: identity is asked for its keys, if it is time. What
    /// the kit verifies itself sees to this already.
    public func unknownKey() { trust.unknownKey() }

    /// Tells the gateway and every service but identity what identity knows about tokens.
    func followIdentity() {
        guard service != .identity else { return }
        onReady("identity's keys") { [trust] in
            guard trust.isReady else { throw Trust.NotReady() }
        }
        let feed = TrustFeed(trust: trust, identity: peers[.identity], log: log, now: now)
        background("following identity", every: .seconds(1)) { try await feed.run() }
    }

    /// Ends what runs beside the requests.
    func end() async {
        await background.end()
        let endings = endings.withLock { endings in
            defer { endings = [] }
            return endings
        }
        for ending in endings.reversed() { await ending() }
        await peers.close()
        await blocking.end()
    }

    private static func loops(_ settings: Settings) -> LoopGroup {
        let count = settings[CommonSettings.eventLoops]
        return count == 0 ? .shared : LoopGroup(count: count)
    }

    private static func logger(
        _ service: Service,
        _ settings: Settings,
        _ sink: LogSink,
        _ now: @escaping @Sendable () -> Instant
    ) -> Logger {
        let level = Logger.Level(rawValue: settings[CommonSettings.logLevel].rawValue) ?? .info
        let name = service.rawValue
        return Logger(label: name) { _ in
            JSONLog(logLevel: level, service: name, sink: sink, now: now)
        }
    }
}
