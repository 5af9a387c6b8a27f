/// What a client holds and has done for one service, over all of its event loops.
public struct ClientCounters: Sendable, Hashable {
    /// Connections that stand.
    public var connections = 0
    /// Requests that have been given a connection and have not ended.
    public var streams = 0
    /// Requests that wait for a connection.
    public var waiting = 0
    /// Addresses that are known.
    public var addresses = 0
    /// Addresses that get no requests because they failed.
    public var ejected = 0
    /// Requests since the service was first used.
    public var requests = 0
    /// Attempts beyond the first since then.
    public var retries = 0

    static func + (one: ClientCounters, other: ClientCounters) -> ClientCounters {
        ClientCounters(
            connections: one.connections + other.connections,
            streams: one.streams + other.streams,
            waiting: one.waiting + other.waiting,
            addresses: max(one.addresses, other.addresses),
            ejected: max(one.ejected, other.ejected),
            requests: one.requests + other.requests,
            retries: one.retries + other.retries
        )
    }
}
