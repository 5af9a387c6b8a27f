import HTTP
import NIOCore
import Vocabulary

/// The gateway on one event loop. Confined to it.
final class EdgeForwarder: Forwarder {
    let gateway: Gateway
    let client: ClientLoop
    let eventLoop: any EventLoop
    let log: LogBuffer
    var random = NameSource()

    init(_ gateway: Gateway, client: ClientLoop, on executor: LoopExecutor) {
        self.gateway = gateway
        self.client = client
        eventLoop = executor.eventLoop
        log = LogBuffer(gateway.accessLog, on: executor.eventLoop)
        super.init()
    }

    override func handle(_ exchange: Exchange) {
        Passage(exchange, self).begin()
    }
}
