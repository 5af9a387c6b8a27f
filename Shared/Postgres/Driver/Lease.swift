/// A caller's hold on one connection, or its place in the line for one. Confined to the driver
/// thread.
final class Lease {
    let ticket: LeaseTicket
    var connection: Connection?
    /// Calls that could not be sent yet, in their order.
    var pending = Queue<Call>()
    /// `BEGIN` was sent.
    var hasBegun = false
    /// `COMMIT` or `ROLLBACK` is pending or was sent; nothing follows it.
    var isEnding = false
    /// Its connection was lost; its transaction can only begin anew.
    var isLost = false
    /// All is answered; the connection can be given back.
    var isOver = false
    /// How often its only statement was sent again.
    var resends = 0
    /// A cancel request is on its way. Until it is known to have arrived nothing may be sent, or
    /// it could hit what is sent.
    var isCancelling = false
    var cancellingSince: Int64 = 0
    /// When it began to wait for a connection.
    var waitingSince: Int64

    init(_ ticket: LeaseTicket, now: Int64) {
        self.ticket = ticket
        waitingSince = now
    }

    /// One statement without `BEGIN`, after which the connection is given back.
    var isSingle: Bool { ticket.begin == nil }

    /// Answers everything that was not sent.
    func refusePending(_ error: PostgresError) {
        for call in pending.removeAll() { call.finish(.failure(error)) }
    }
}
