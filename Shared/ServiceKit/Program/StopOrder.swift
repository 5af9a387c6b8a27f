@unsafe @preconcurrency import Dispatch
import Glibc
import NIOConcurrencyHelpers

/// The order to stop: SIGTERM, Ctrl-C, or the end of standard input. A second signal ends the
/// process at once.
final class StopOrder: Sendable {
    private let (orders, order) = AsyncStream<Void>.makeStream()
    private let sources: NIOLockedValueBox<[any DispatchSourceProtocol]>
    private let isGiven = NIOLockedValueBox(false)

    init() {
        sources = NIOLockedValueBox([])
        for number in [SIGTERM, SIGINT] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            keep(source) { [self] in
                if isGiven.withLockedValue({ $0 }) { exit(1) }
                give()
            }
        }
    }

    /// The order is given when whoever holds the other end of standard input lets go.
    func watchStandardInput() {
        let source = DispatchSource.makeReadSource(fileDescriptor: 0)
        keep(source) { [self] in
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = unsafe read(0, &bytes, bytes.count)
            if count == 0 || (count < 0 && errno != EINTR) {
                source.cancel()
                give()
            }
        }
    }

    /// Returns when the order has been given.
    func wait() async {
        for await _ in orders { return }
    }

    private func give() {
        isGiven.withLockedValue { $0 = true }
        order.yield()
    }

    private func keep(
        _ source: any DispatchSourceProtocol,
        _ handler: @escaping @Sendable () -> Void
    ) {
        source.setEventHandler(handler: handler)
        source.activate()
        sources.withLockedValue { $0.append(source) }
    }
}
