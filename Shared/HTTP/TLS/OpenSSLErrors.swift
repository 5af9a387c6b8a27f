import COpenSSL

/// The calling thread's queue of OpenSSL errors.
///
/// What an earlier call left there would be read as the next call's fault, so every call that
/// can fail is made through ``checked(_:)`` or clears the queue first and reads it at once.
enum OpenSSLErrors {
    /// The first error of a failed call: its cause.
    struct Failure: Error {
        let library: Int32
        let code: Int32
        /// OpenSSL's fixed text for the code.
        let reason: String
    }

    static func clear() {
        ERR_clear_error()
    }

    /// Empties the queue and returns its oldest error.
    static func take() -> Failure {
        let error = ERR_peek_error()
        ERR_clear_error()
        let text = unsafe ERR_reason_error_string(error).map { unsafe String(cString: $0) }
        return Failure(
            library: ERR_GET_LIB(error),
            code: ERR_GET_REASON(error),
            reason: text ?? "unspecified"
        )
    }

    /// Makes a call that answers 1 when it succeeds.
    static func checked(_ call: () -> Int32) throws(Failure) {
        clear()
        guard call() == 1 else { throw take() }
    }
}
