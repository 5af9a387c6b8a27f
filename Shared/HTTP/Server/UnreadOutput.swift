import NIOCore

/// How long a client has left what waits for it unread, on either version of HTTP. Confined to its
/// connection's event loop.
struct UnreadOutput {
    /// Bytes handed to the channel, in all.
    private(set) var written = 0
    /// How many of them had been when nothing waited last.
    private var writtenWhenEmpty = 0
    private var waiting = 0
    private var taken = 0
    private var since: NIODeadline?

    mutating func wrote(_ count: Int) { written += count }

    /// Asked at each tick: has the socket taken nothing of what waits for it for `limit`?
    ///
    /// Over TLS more waits than was written, by the records' overhead: a client counts as reading
    /// where less waits than before, too.
    mutating func isStuck(
        in channel: any Channel,
        for limit: Duration,
        now: NIODeadline
    ) -> Bool {
        // Most connections have nothing to ask the channel about.
        guard written != writtenWhenEmpty else { return false }
        let option = try? channel.syncOptions?.getOption(.bufferedWritableBytes)
        guard let waiting = option, waiting > 0 else {
            writtenWhenEmpty = written
            since = nil
            return false
        }
        let isRead = waiting < self.waiting || written - waiting > taken
        self.waiting = waiting
        guard let since, !isRead else {
            taken = written - waiting
            since = now
            return false
        }
        return now - since > TimeAmount(limit)
    }
}
