import CNGHTTP2

/// Owns one `nghttp2_session`: bytes in, callbacks out; submissions in, bytes out. Confined to its
/// connection's event loop.
///
/// The session calls back into its owner, whose address it keeps; the owner outlives it.
@safe final class Session {
    private let raw: OpaquePointer

    enum Role { case server, client }

    /// - Returns: nil where there is no memory for another session.
    init?(_ role: Role, callbacks: SessionCallbacks) {
        var created: OpaquePointer?
        let options = unsafe SessionOptions.shared.raw
        let status =
            switch role {
            case .server:
                unsafe nghttp2_session_server_new2(&created, callbacks.raw, nil, options)
            case .client:
                unsafe nghttp2_session_client_new2(&created, callbacks.raw, nil, options)
            }
        guard status == 0, let created = unsafe created else { return nil }
        unsafe raw = created
    }

    deinit { unsafe nghttp2_session_del(raw) }

    /// The object that callbacks are meant for. Not retained.
    func setOwner(_ owner: AnyObject) {
        unsafe nghttp2_session_set_user_data(raw, Unmanaged.passUnretained(owner).toOpaque())
    }

    // MARK: Bytes

    /// - Returns: false where the peer broke the protocol beyond repair, or a callback gave up: the
    ///   session has queued its GOAWAY, and reads no more.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let bytes = unsafe bytes.bindMemory(to: UInt8.self)
        let consumed = unsafe nghttp2_session_mem_recv(raw, bytes.baseAddress, bytes.count)
        return consumed == bytes.count
    }

    /// Hands over serialised frames one after the other while `accept` wants more.
    /// - Returns: false where the session cannot go on.
    func send(_ accept: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        while true {
            var frame: UnsafePointer<UInt8>?
            let count = unsafe nghttp2_session_mem_send(raw, &frame)
            guard count > 0, let frame = unsafe frame else { return count == 0 }
            let more = unsafe accept(UnsafeBufferPointer(start: frame, count: count))
            guard more else { return true }
        }
    }

    /// Neither side has anything to say any more.
    var isDone: Bool {
        unsafe nghttp2_session_want_read(raw) == 0 && nghttp2_session_want_write(raw) == 0
    }

    var wantsWrite: Bool { unsafe nghttp2_session_want_write(raw) != 0 }

    // MARK: Streams

    func attach(_ stream: AnyObject?, to id: Int32) {
        let pointer = unsafe stream.map { unsafe Unmanaged.passUnretained($0).toOpaque() }
        unsafe nghttp2_session_set_stream_user_data(raw, id, pointer)
    }

    func stream<Stream: AnyObject>(_ id: Int32, as _: Stream.Type) -> Stream? {
        guard let pointer = unsafe nghttp2_session_get_stream_user_data(raw, id) else { return nil }
        return unsafe Unmanaged<Stream>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Whether this side's END_STREAM has been sent, so that no more is pulled from its body.
    func isLocalClosed(_ id: Int32) -> Bool {
        unsafe nghttp2_session_get_stream_local_close(raw, id) == 1
    }

    /// How many frames wait to be serialised.
    var queuedFrames: Int { unsafe nghttp2_session_get_outbound_queue_size(raw) }

    /// What the peer allows at once.
    var peerConcurrentStreams: Int {
        Int(
            unsafe nghttp2_session_get_remote_settings(
                raw,
                NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS
            )
        )
    }

    // MARK: Submissions. Each fails only without memory or on a stream that has gone, and a stream
    // that has gone needs no answer; the connection's end is told by its own callback.

    func submitSettings(_ settings: [Setting]) {
        let entries = settings.map {
            nghttp2_settings_entry(settings_id: $0.id, value: UInt32($0.value))
        }
        unsafe nghttp2_submit_settings(raw, 0, entries, entries.count)
    }

    func submitResponse(_ id: Int32, _ fields: FieldList, _ source: OutboundSource?) {
        _ = unsafe withProvider(source) { provider in
            unsafe nghttp2_submit_response(raw, id, fields.base, fields.count, provider)
        }
    }

    /// - Parameter owner: what `stream` finds again. Not retained.
    /// - Returns: the new stream, or nil where no more can be opened on this connection.
    func submitRequest(
        _ fields: FieldList,
        _ source: OutboundSource?,
        owner: AnyObject
    ) -> Int32? {
        let owner = unsafe Unmanaged.passUnretained(owner).toOpaque()
        let id = unsafe withProvider(source) { provider in
            unsafe nghttp2_submit_request(raw, nil, fields.base, fields.count, provider, owner)
        }
        return id > 0 ? id : nil
    }

    /// Sends an interim answer, such as 100.
    func submitInterim(_ id: Int32, _ fields: FieldList) {
        unsafe nghttp2_submit_headers(raw, 0, id, nil, fields.base, fields.count, nil)
    }

    /// More is there for a body whose source had run dry.
    func resume(_ id: Int32) { unsafe nghttp2_session_resume_data(raw, id) }

    func reset(_ id: Int32, _ code: ErrorCode) {
        unsafe nghttp2_submit_rst_stream(raw, 0, id, code.rawValue)
    }

    /// Gives flow-control credit back, on the stream and on the connection.
    func consume(_ id: Int32, _ count: Int) { unsafe nghttp2_session_consume(raw, id, count) }

    func consumeConnection(_ count: Int) { unsafe nghttp2_session_consume_connection(raw, count) }

    func consumeStream(_ id: Int32, _ count: Int) {
        unsafe nghttp2_session_consume_stream(raw, id, count)
    }

    /// What the peer may have under way; id 0 is the connection.
    func setReceiveWindow(_ id: Int32, _ size: Int) {
        unsafe nghttp2_session_set_local_window_size(raw, 0, id, Int32(size))
    }

    /// The first of two GOAWAYs (RFC 9113, section 6.8): no stream is refused yet.
    func submitShutdownNotice() { unsafe nghttp2_submit_shutdown_notice(raw) }

    /// No stream beyond those seen so far; those go on to their end.
    func submitGoAway(_ code: ErrorCode) {
        let last = unsafe nghttp2_session_get_last_proc_stream_id(raw)
        unsafe nghttp2_submit_goaway(raw, 0, last, code.rawValue, nil, 0)
    }

    func submitPing() { unsafe nghttp2_submit_ping(raw, 0, nil) }

    /// GOAWAY, and nothing after it.
    func terminate(_ code: ErrorCode) {
        unsafe nghttp2_session_terminate_session(raw, code.rawValue)
    }

    private func withProvider<Result>(
        _ source: OutboundSource?,
        _ body: (UnsafePointer<nghttp2_data_provider>?) -> Result
    ) -> Result {
        guard let source else { return body(nil) }
        var provider = unsafe source.provider
        return unsafe body(&provider)
    }
}

/// One entry of a SETTINGS frame (RFC 9113, section 6.5.2).
struct Setting {
    let id: Int32
    let value: Int

    static func concurrentStreams(_ count: Int) -> Setting { Setting(id: 0x3, value: count) }
    static func initialWindow(_ bytes: Int) -> Setting { Setting(id: 0x4, value: bytes) }
    static func headerListSize(_ bytes: Int) -> Setting { Setting(id: 0x6, value: bytes) }
    static let noPush = Setting(id: 0x2, value: 0)
    /// RFC 9218, section 2.1: the priorities of RFC 7540 are ignored.
    static let noRFC7540Priorities = Setting(id: 0x9, value: 1)
}
