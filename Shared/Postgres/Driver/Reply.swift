/// The way back to a task that waits.
///
/// Unsafe only where it is used twice or never, which whoever holds it must see to.
@safe
struct Reply<Value: Sendable>: Sendable {
    private let continuation: UnsafeContinuation<Value, Never>

    /// Waits for the value that `body` arranges for.
    static func wait(_ body: (Reply) -> Void) async -> Value {
        await unsafe withUnsafeContinuation { continuation in
            unsafe body(Reply(continuation))
        }
    }

    private init(_ continuation: UnsafeContinuation<Value, Never>) {
        unsafe self.continuation = unsafe continuation
    }

    /// Wakes the task up.
    func send(_ value: Value) {
        unsafe continuation.resume(returning: value)
    }
}
