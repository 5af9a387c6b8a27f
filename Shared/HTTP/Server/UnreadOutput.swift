import NIOCore

/// How long a client has left what waits for it unread. Confined to its connection's event loop.
struct UnreadOutput {
    private var bytes = 0
    private var since: NIODeadline?

    /// Asked at each tick: has the socket taken nothing of what waits for it for `limit`?
    ///
    /// Nothing is added while the channel is not writable, so less means that the client reads.
    mutating func isStuck(
        in channel: any Channel,
        for limit: Duration,
        now: NIODeadline
    ) -> Bool {
        guard !channel.isWritable,
            let count = try? channel.syncOptions?.getOption(.bufferedWritableBytes)
        else {
            since = nil
            return false
        }
        guard let since, count == bytes else {
            bytes = count
            since = now
            return false
        }
        return now - since > TimeAmount(limit)
    }
}
