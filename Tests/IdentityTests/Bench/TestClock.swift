import Synchronization
import Vocabulary

/// A clock that a test sets. It moves on by a microsecond each time it is read, as clocks do.
final class TestClock: Sendable {
    private let instant = Mutex(Instant(seconds: 1_800_000_000))

    var now: Instant {
        instant.withLock { instant in
            instant = instant + .microseconds(1)
            return instant
        }
    }

    func advance(by duration: Duration) {
        instant.withLock { $0 = $0 + duration }
    }
}
