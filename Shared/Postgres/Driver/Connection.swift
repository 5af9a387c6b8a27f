import CLibPQ

extension Pipeline.Segment {
    /// It failed only because its statement has to be prepared again.
    var isStale: Bool { error?.report?.isStalePlan ?? false }
}

/// Owns one libpq connection. Confined to the driver thread.
@safe
final class Connection {
    typealias Steps = Pipeline<Sent, Answer>.Steps
    typealias Segment = Pipeline<Sent, Answer>.Segment

    /// What was sent for a call, and under which names.
    struct Sent {
        /// `nil` for what the driver sends of its own accord.
        let call: Call?
        let scope: Scope?
        var resends: Int
        var orphan = StatementCache.Name.none
        var scopeName = StatementCache.Name.none
        var statementName = StatementCache.Name.none
    }

    /// What the connection is busy with when it is not pipelining, which `COPY` and scripts of
    /// several statements do not allow.
    enum Exclusive {
        case script(Call)
        case copyStarting(Call)
        case copyIn
        /// Waits until the server has taken the data.
        case copySending(Call)
        case copyEnding(Call)
        case copyOut
        /// Waits for more data.
        case copyReading(Call)
    }

    let id: UInt64
    let socket: Int32
    let raw: OpaquePointer
    var pipeline = Pipeline<Sent, Answer>()
    var statements: StatementCache
    var exclusive: Exclusive?
    /// The error of what runs exclusively, until its results are all read.
    var exclusiveError: PostgresError?
    var exclusiveAnswer: Answer?
    /// A copy out has given all its data, but not yet its result.
    var exclusiveIsAtEnd = false
    var exclusiveSince: Int64 = 0
    unowned let pool: Pool
    /// The lease that has it; `nil` for shared and for idle connections.
    var lease: Lease?
    /// When the server was last heard of.
    var heardAt: Int64
    /// The server announced that it closes the connection, before executing what is unanswered.
    var wasEndedCleanly = false
    /// libpq holds back what the socket does not take yet.
    var hasUnsent = false
    /// It is in a state that nobody can use.
    var isUnusable = false
    /// The pool has given it up.
    var isLost = false
    /// What epoll was told to watch for.
    var watched: (reading: Bool, writing: Bool) = (true, false)

    /// Takes the connection over.
    init(owning raw: OpaquePointer, id: UInt64, pool: Pool, now: Int64) {
        unsafe self.raw = unsafe raw
        self.id = id
        self.pool = pool
        socket = unsafe PQsocket(raw)
        statements = StatementCache(limit: pool.configuration.preparedStatementsMax)
        heardAt = now
        hearNotices()
    }

    deinit {
        unsafe PQfinish(raw)
    }

    /// While libpq expects nothing, it takes even the announcement that the server closes the
    /// connection for a notice, a moment before the end can be read. Who comes in that moment must
    /// not be sent there; of what is in flight it proves nothing. Other notices are not looked at.
    private func hearNotices() {
        let receive: PQnoticeReceiver = { connection, result in
            guard let connection = unsafe connection, let result = unsafe result else { return }
            guard unsafe ServerReport(of: result).endsConnectionCleanly else { return }
            // The connection finishes libpq's when it goes, so it is still there.
            unsafe Unmanaged<Connection>.fromOpaque(connection).takeUnretainedValue()
                .isUnusable = true
        }
        _ = unsafe PQsetNoticeReceiver(raw, receive, Unmanaged.passUnretained(self).toOpaque())
    }

    /// No transaction is open, and none has failed.
    var isIdle: Bool { unsafe PQtransactionStatus(raw) == PQTRANS_IDLE }

    /// A transaction is open and has not failed.
    var isInTransaction: Bool { unsafe PQtransactionStatus(raw) == PQTRANS_INTRANS }

    /// Whether something was sent that is not answered.
    var isBusy: Bool { !pipeline.isEmpty || exclusive != nil }

    /// Sends what libpq holds back; false when the connection is lost, which reading will tell.
    @discardableResult
    func flush() -> Bool {
        let result = unsafe PQflush(raw)
        hasUnsent = result == 1
        return result >= 0
    }
}
