/// Upstream's side of a relay: one class cannot receive from both.
final class RelayAnswer: ResponseReceiver {
    private let relay: Relay

    init(_ relay: Relay) { self.relay = relay }

    override func head(_ status: Status, _ headers: consuming Headers, endOfStream: Bool) {
        relay.head(status, headers, endOfStream: endOfStream)
    }

    override func received(_ bytes: UnsafeRawBufferPointer) {
        unsafe relay.responseReceived(bytes)
    }

    override func ended(trailers: Headers) { relay.responseEnded(trailers) }

    override func failed(_ error: ClientError) { relay.upstreamFailed(error) }

    override func drained() { relay.upstreamDrained() }
}
