import Dispatch
import Synchronization

/// A thread that returns a number.
final class Searcher: Sendable {
    private let result = Mutex(0)
    private let done = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable () -> Int) {
        DispatchQueue.global().async { [self] in
            let value = body()
            result.withLock { $0 = value }
            done.signal()
        }
    }

    func join() -> Int {
        done.wait()
        return result.withLock { $0 }
    }
}
