import NIOConcurrencyHelpers
import NIOCore

/// A server's side of TLS: its certificates, and what it asks of clients.
///
/// One value serves all connections of all event loops. ``reload()`` exchanges certificates
/// while it does; connections that are open keep what they began with.
public final class ServerTLS: Sendable {
    private let configuration: Configuration
    private let tickets: TicketKeys
    private let state: NIOLockedValueBox<State>
    /// Held during a reload, so that of two at once the later one wins.
    private let reloading = NIOLock()

    private struct State {
        var context: ServerContext
        /// What the files looked like when they were last read.
        var stamps: [FileStamp?]
    }

    /// Reads certificates and keys. Blocks on the disk: not for event loops.
    ///
    /// - Throws: ``TLSConfigurationError``, which says which file is at fault.
    public init(_ configuration: Configuration) throws(TLSConfigurationError) {
        let tickets = TicketKeys()
        let stamps = configuration.files.map(\.stamp)
        let context = try ServerContext(configuration, tickets: tickets)
        self.state = NIOLockedValueBox(State(context: context, stamps: stamps))
        self.configuration = configuration
        self.tickets = tickets
    }

    /// Reads all files again; new connections see what they hold now. Session tickets stay good.
    /// Blocks on the disk: not for event loops.
    ///
    /// - Throws: ``TLSConfigurationError``; everything stays as it was.
    public func reload() throws(TLSConfigurationError) {
        reloading.lock()
        defer { reloading.unlock() }
        try replace(configuration.files.map(\.stamp))
    }

    /// ``reload()`` if a file has changed since it was last read. To be called from time to time.
    ///
    /// - Returns: whether it had.
    /// - Throws: ``TLSConfigurationError`` once for each change that leaves files broken.
    @discardableResult
    public func reloadIfChanged() throws(TLSConfigurationError) -> Bool {
        reloading.lock()
        defer { reloading.unlock() }
        let found = configuration.files.map(\.stamp)
        guard found != state.withLockedValue({ $0.stamps }) else { return false }
        try replace(found)
        return true
    }

    /// A handler for the front of one new connection's pipeline.
    func makeHandler() throws(TLSError) -> TLSHandler {
        let context = state.withLockedValue { $0.context }
        return TLSHandler(
            try TLSConnection(.server(context)),
            handshakeTimeout: TimeAmount(configuration.handshakeTimeout)
        )
    }

    /// Event loops wait for the exchange only, not for the files. Broken files, too, count as
    /// read until they change again.
    private func replace(_ stamps: [FileStamp?]) throws(TLSConfigurationError) {
        state.withLockedValue { $0.stamps = stamps }
        let context = try ServerContext(configuration, tickets: tickets)
        state.withLockedValue { $0.context = context }
    }
}
