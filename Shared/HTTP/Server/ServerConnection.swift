import NIOCore

/// One client's connection, whatever its version of HTTP. Confined to its event loop.
class ServerConnection: Flushable {
    final let loop: ServerLoop
    final let info: ConnectionInfo
    /// Handlers whose tasks have not ended, even where their streams have.
    final var runningHandlers = 0
    /// What a forwarder keeps here.
    final var kept: AnyObject?

    init(_ loop: ServerLoop, _ info: ConnectionInfo) {
        self.loop = loop
        self.info = info
    }

    /// Gives up what has taken too long.
    func tick(_ now: NIODeadline) {}

    /// Takes no new request; ends after the last one.
    func drain() {}

    /// Ends with whatever is under way.
    func closeNow() {}

    /// A handler's task has ended.
    func handlerEnded() { runningHandlers -= 1 }
}
