import NIOCore
import Synchronization

/// A server's side of TLS: its certificates, and what it asks of clients.
///
/// One value serves all connections of all event loops. ``reload()`` exchanges certificates
/// while it does; connections that are open keep what they began with.
public final class ServerTLS: Sendable {
    private let configuration: Configuration
    private let tickets: TicketKeys
    private let current: Mutex<ServerContext>
    /// What the files looked like when they were last read. Held during a reload, so that of two
    /// at once the later one wins.
    private let stamps: Mutex<[FileStamp?]>

    /// Reads certificates and keys. Blocks on the disk: not for event loops.
    ///
    /// - Throws: ``TLSConfigurationError``, which says which file is at fault.
    public init(_ configuration: Configuration) throws(TLSConfigurationError) {
        let tickets = TicketKeys()
        let stamps = configuration.files.map(\.stamp)
        self.current = Mutex(try ServerContext(configuration, tickets: tickets))
        self.configuration = configuration
        self.tickets = tickets
        self.stamps = Mutex(stamps)
    }

    /// Reads all files again; new connections see what they hold now. Session tickets stay good.
    /// Blocks on the disk: not for event loops.
    ///
    /// - Throws: ``TLSConfigurationError``; everything stays as it was.
    public func reload() throws(TLSConfigurationError) {
        try stamps.withLock { stamps throws(TLSConfigurationError) in
            stamps = configuration.files.map(\.stamp)
            try replace()
        }
    }

    /// ``reload()`` if a file has changed since it was last read. To be called from time to time.
    ///
    /// - Returns: whether it had.
    /// - Throws: ``TLSConfigurationError`` once for each change that leaves files broken.
    @discardableResult
    public func reloadIfChanged() throws(TLSConfigurationError) -> Bool {
        try stamps.withLock { stamps throws(TLSConfigurationError) in
            let found = configuration.files.map(\.stamp)
            guard found != stamps else { return false }
            stamps = found
            try replace()
            return true
        }
    }

    /// A handler for the front of one new connection's pipeline.
    func makeHandler() throws(TLSError) -> TLSHandler {
        let context = current.withLock { $0 }
        return TLSHandler(
            try TLSConnection(.server(context)),
            handshakeTimeout: TimeAmount(configuration.handshakeTimeout)
        )
    }

    /// Event loops wait for the exchange only, not for the files.
    private func replace() throws(TLSConfigurationError) {
        let context = try ServerContext(configuration, tickets: tickets)
        current.withLock { $0 = context }
    }
}
