public import Synchronization

/// A `Mutex` whose order ThreadSanitizer can see.
///
/// When a mutex is contended, the runtime library takes it, which is not instrumented, so the
/// sanitizer would report everything that is guarded as a race. Reading and writing `turn` around
/// the guarded work says the same in code that is instrumented; elsewhere it costs two moves.
public struct Guarded<Value: Sendable & ~Copyable>: ~Copyable, Sendable {
    @usableFromInline let mutex: Mutex<Value>
    @usableFromInline let turn = Atomic(false)

    /// Guards `value` from now on.
    @inlinable
    public init(_ value: consuming sending Value) {
        mutex = Mutex(value)
    }

    /// Runs `body` with the value while nobody else has it.
    @inlinable
    public func withLock<Result: Sendable, Failure>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try mutex.withLock { (value) throws(Failure) in
            _ = turn.load(ordering: .acquiring)
            defer { turn.store(true, ordering: .releasing) }
            return try body(&value)
        }
    }
}
