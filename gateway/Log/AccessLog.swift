import NIOPosix
import Synchronization

/// Writes the lines of all event loops, on a thread of its own: a slow disk or terminal never holds
/// up a request. What it cannot take is dropped and counted.
final class AccessLog: Sendable {
    private let sink: @Sendable ([UInt8]) -> Void
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private let waitingBytes = Atomic<Int>(0)
    private let dropped = Atomic<Int>(0)

    /// About 20 000 lines: a tenth of a second at full speed.
    static let waitingBytesMax = 8 * 1_024 * 1_024

    /// - Parameter sink: takes whole lines; may block.
    init(to sink: @escaping @Sendable ([UInt8]) -> Void) {
        self.sink = sink
        thread.start()
    }

    func write(_ bytes: [UInt8], lines: Int) {
        let waiting = waitingBytes.add(bytes.count, ordering: .relaxed).newValue
        guard waiting <= Self.waitingBytesMax else {
            waitingBytes.subtract(bytes.count, ordering: .relaxed)
            dropped.add(lines, ordering: .relaxed)
            return
        }
        thread.submit { _ in
            self.sink(bytes)
            self.waitingBytes.subtract(bytes.count, ordering: .relaxed)
        }
    }

    /// Lines that were dropped because what takes them was too slow.
    var droppedLines: Int { dropped.load(ordering: .relaxed) }

    /// Writes what has been handed over, and ends.
    func close() async { try? await thread.shutdownGracefully() }
}
