/// What a pool is doing, for readiness and metrics.
public struct PoolHealth: Hashable, Sendable {
    /// Shared connections that are established.
    public var sharedConnections = 0
    /// Leased connections that are established, in use or not.
    public var leasedConnections = 0
    /// Leased connections that are in use.
    public var leasesInUse = 0
    /// Statements and transactions that wait for a connection.
    public var waiting = 0
    /// Statements that were sent and are not answered yet.
    public var inFlight = 0
    /// Connections that were lost or could not be made, since the pool was opened.
    public var connectionFailures = 0

    /// True when a statement would find a connection.
    public var isReady: Bool { sharedConnections > 0 }
}
