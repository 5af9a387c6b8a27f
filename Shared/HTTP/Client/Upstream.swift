import NIOConcurrencyHelpers
import Synchronization

/// A service that requests are sent to: its addresses, how they are spoken to, and what may be
/// spent on them. Its addresses may change while it is in use.
public final class Upstream: Sendable {
    /// For people, in logs and metrics.
    public let name: String
    /// How its replicas are spoken to.
    public let transport: Transport
    /// What a call may cost.
    public let limits: ClientLimits
    private let current: NIOLockedValueBox<[Address]>
    /// Raised with every change, so that a pool sees at a glance that it is up to date.
    private let changes = Atomic<Int>(0)

    /// Where one replica, or several under one name, can be reached.
    public struct Address: Sendable, Hashable {
        /// An IP address, or a name; every address of a name is a replica.
        public let host: String
        /// 1 to 65 535.
        public let port: Int

        /// - Precondition: `port` is 1 to 65 535.
        public init(_ host: String, _ port: Int) {
            precondition((1...65_535).contains(port), "a port has sixteen bits")
            self.host = host
            self.port = port
        }
    }

    /// How a connection is spoken on.
    public enum Transport: Sendable {
        /// HTTP/2 in clear, known beforehand to be spoken there.
        case http2
        /// HTTP/1.1 in clear.
        case http1
        /// TLS; ALPN decides, and a peer that does not know ALPN speaks HTTP/1.1.
        /// - Parameter serverName: whom the certificate must be for; nil takes the address's host.
        case tls(ClientTLS, serverName: String? = nil)

        var scheme: RequestHead.Scheme {
            switch self {
            case .http2, .http1: .http
            case .tls: .https
            }
        }
    }

    /// - Parameter addresses: in any order; the load is balanced over all of them.
    public init(
        _ name: String,
        at addresses: [Address],
        over transport: Transport = .http2,
        limits: ClientLimits = ClientLimits()
    ) {
        self.name = name
        self.transport = transport
        self.limits = limits
        current = NIOLockedValueBox(addresses)
    }

    /// Where its replicas are, as of now.
    public var addresses: [Address] { current.withLockedValue { $0 } }

    /// Requests go to these from now on. What is under way elsewhere ends there.
    public func replaceAddresses(_ addresses: [Address]) {
        current.withLockedValue { $0 = addresses }
        changes.add(1, ordering: .releasing)
    }

    var version: Int { changes.load(ordering: .acquiring) }
}
