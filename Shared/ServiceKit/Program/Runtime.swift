import Contract
public import HTTP
public import Logging
import NIOConcurrencyHelpers
public import Tokens
public import Vocabulary

/// What a running service stands on: its settings, the time, its log, its peers, and who to believe.
public final class Runtime: Sendable {
    /// Which service this is.
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
    /// The event loops of this process.
    public let loops: LoopGroup
    /// The other services.
    public let peers: Peers
    /// Whom to believe. Kept up to date; identity feeds its own.
    public let verifier: TokenVerifier
    /// Work that blocks or takes long, beside the event loops.
    public let blocking: BlockingWork
    let keys: KeyFeed
    let health: Health
    private let background = NIOLockedValueBox<[Task<Void, Never>]>([])
    private let endings = NIOLockedValueBox<[@Sendable () async -> Void]>([])

    init(
        _ service: Service,
        _ settings: Settings,
        log: Logger,
        now: @escaping @Sendable () -> Instant
    ) async throws {
        let count = settings[CommonSettings.eventLoops]
        let loops = count == 0 ? LoopGroup.shared : LoopGroup(count: count)
        let identifiers = IdentifierSource(now: now)
        let directory = KeyDirectory(path: settings[CommonSettings.keysDirectory])
        let tokens = ServiceTokens(
            caller: service,
            key: try await directory.own(service),
            now: now,
            identifiers: identifiers
        )
        let client = Client(on: loops)
        let verifier = TokenVerifier(reader: service, accepts: Set(TokenType.allCases))
        for peer in Service.allCases {
            if let key = try await directory.key(of: peer) { verifier.trust(peer, [key]) }
        }
        self.service = service
        self.settings = settings
        self.now = now
        self.log = log
        self.loops = loops
        self.identifiers = identifiers
        self.verifier = verifier
        metrics = Metrics()
        blocking = BlockingWork()
        health = Health(metrics)
        peers = Peers(client, tokens, settings)
        keys = KeyFeed(verifier, peers, log, now: now)
    }

    /// Makes `/readyz` depend on something: `probe` throws where it is not there.
    public func onReady(_ name: String, _ probe: @escaping @Sendable () async throws -> Void) {
        health.add(name, probe)
    }

    /// Does something when everything under way has ended, in the opposite order of the calls.
    public func onStop(_ ending: @escaping @Sendable () async -> Void) {
        endings.withLockedValue { $0.append(ending) }
    }

    /// Runs `body` again and again beside the requests, until the program stops: an error is
    /// logged, and is no reason to give up.
    /// - Parameter interval: between the end of one run and the beginning of the next.
    public func background(
        _ name: String,
        every interval: Duration,
        _ body: @escaping @Sendable () async throws -> Void
    ) {
        let task = Task { [log] in
            while !Task.isCancelled {
                do { try await body() } catch {
                    if !Task.isCancelled { log.warning("\(name) failed", error: error) }
                }
                try? await Task.sleep(for: interval)
            }
        }
        background.withLockedValue { $0.append(task) }
    }

    /// Ends what runs beside the requests.
    func end() async {
        let tasks = background.withLockedValue { $0 }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        for ending in endings.withLockedValue({ $0 }).reversed() { await ending() }
        await peers.close()
    }
}
