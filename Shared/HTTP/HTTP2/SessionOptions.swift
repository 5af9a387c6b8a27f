import CNGHTTP2

/// What every session is told, once a process.
@safe final class SessionOptions: Sendable {
    // Written before it is shared, and only read by nghttp2.
    nonisolated(unsafe) let raw: OpaquePointer?

    static let shared = SessionOptions()

    /// Acknowledgements of SETTINGS and PING that wait unsent before the session ends itself.
    static let unsentAcknowledgementsMax = 1_000

    private init() {
        var created: OpaquePointer?
        unsafe nghttp2_option_new(&created)
        unsafe raw = created
        guard let created = unsafe created else { return }
        // Credit is given back when a handler has taken the bytes, not when they arrive.
        unsafe nghttp2_option_set_no_auto_window_update(created, 1)
        // A closed stream is forgotten at once; the priority tree that needed it is off.
        unsafe nghttp2_option_set_no_closed_streams(created, 1)
        unsafe nghttp2_option_set_max_outbound_ack(created, Self.unsentAcknowledgementsMax)
        // Unknown frames reach a callback, and so can be counted, only where they are registered.
        for type in UInt8(0x0a)...UInt8.max {
            unsafe nghttp2_option_set_user_recv_extension_type(created, type)
        }
    }

    deinit { unsafe nghttp2_option_del(raw) }
}

/// One table of C callbacks, shared by all sessions of a role.
@safe final class SessionCallbacks: Sendable {
    // Written before it is shared, and only read by nghttp2.
    nonisolated(unsafe) let raw: OpaquePointer?

    init(_ fill: (OpaquePointer) -> Void) {
        var created: OpaquePointer?
        unsafe nghttp2_session_callbacks_new(&created)
        unsafe raw = created
        if let created = unsafe created { unsafe fill(created) }
    }

    deinit { unsafe nghttp2_session_callbacks_del(raw) }
}
