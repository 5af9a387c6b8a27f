/// How to reach a server, and how much to ask of it.
public struct PostgresConfiguration: Sendable {
    /// Where and as whom, in libpq's words: `host=a,b dbname=vouch user=identity sslmode=…`, or a
    /// `postgresql://` address. Several hosts are tried in turn; TLS, SCRAM, service and password
    /// files work as everywhere in PostgreSQL.
    public var connection: String
    /// What the server shows in `pg_stat_activity`.
    public var applicationName = "vouch"

    /// Connections on which many callers' short statements are pipelined.
    public var sharedConnections = 2
    /// Connections that transactions, streams and copies have to themselves: how many are kept
    /// open, and how many there may be.
    public var leasedConnections = 0...8

    /// How long a statement may run unless its handle says otherwise.
    public var statementTimeout: Duration = .seconds(5)
    /// How long a statement or transaction waits for a connection.
    public var waitTimeout: Duration = .seconds(5)
    /// How many may wait for a connection at once; who comes then is refused immediately.
    public var waitersMax = 8192
    /// How long establishing a connection may take, per host. Whole seconds, at least 2.
    public var connectTimeout: Duration = .seconds(5)
    /// How long a transaction may be open without a statement, before the server ends it.
    public var idleTransactionTimeout: Duration = .seconds(30)
    /// How long a leased connection above the minimum stays open unused.
    public var idleConnectionTimeout: Duration = .seconds(60)
    /// Prepared statements kept per connection; the one unused for longest makes room.
    public var preparedStatementsMax = 256
    /// Rows that one answer may hold.
    public var rowsMax = 100_000

    /// The defaults, for the server that `connection` describes.
    public init(_ connection: String) {
        self.connection = connection
    }
}
