import Guarded
import NIOPosix

/// Takes lines and writes them on a thread of its own: a slow disk or terminal never holds up a
/// request. What it cannot take is lost and counted.
public final class LogSink: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isWriting = false
        var lost = 0
    }

    /// About 30 000 lines of requests.
    static let waitingBytesMax = 8 * 1_024 * 1_024

    private let state = Guarded(State())
    private let thread = NIOThreadPool(numberOfThreads: 1)
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameter write: takes whole lines; may block.
    public init(to write: @escaping @Sendable ([UInt8]) -> Void) {
        self.write = write
        thread.start()
    }

    /// To standard error.
    convenience init() { self.init(to: StandardStreams.error) }

    /// Takes a line, or several; each ends in a line break.
    public func append(_ lines: [UInt8], count: Int = 1) {
        let mustStart = state.withLock { state in
            guard state.bytes.count + lines.count <= Self.waitingBytesMax else {
                state.lost += count
                return false
            }
            state.bytes.append(contentsOf: lines)
            guard !state.isWriting else { return false }
            state.isWriting = true
            return true
        }
        if mustStart { thread.submit { [self] _ in writeAll() } }
    }

    /// Lines that were lost because what takes them was too slow.
    public var lostLines: Int { state.withLock { $0.lost } }

    /// Writes what it has taken, and ends.
    public func close() async {
        // Behind everything that was taken before.
        try? await thread.runIfActive { [self] in writeAll() }
        try? await thread.shutdownGracefully()
    }

    private func writeAll() {
        while let bytes = next() { write(bytes) }
    }

    private func next() -> [UInt8]? {
        state.withLock { state in
            guard !state.bytes.isEmpty else {
                state.isWriting = false
                return nil
            }
            defer { state.bytes = [] }
            return state.bytes
        }
    }
}
