import Synchronization

/// A `Mutex` whose order ThreadSanitizer can see.
///
/// When a mutex is contended, the runtime library takes it, which is not instrumented, so the
/// sanitizer would report everything that is guarded as a race. Reading and writing `turn` around
/// the guarded work says the same in code that is instrumented; elsewhere it costs two moves.
struct Guarded<Value: Sendable>: ~Copyable, Sendable {
    private let mutex: Mutex<Value>
    private let turn = Atomic(false)

    init(_ value: Value) {
        mutex = Mutex(value)
    }

    func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
        mutex.withLock { value in
            _ = turn.load(ordering: .acquiring)
            defer { turn.store(true, ordering: .releasing) }
            return body(&value)
        }
    }
}
