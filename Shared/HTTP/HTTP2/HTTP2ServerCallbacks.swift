import CNGHTTP2

/// What nghttp2 tells a server's connection. Each callback finds the connection by its address,
/// which the session keeps; nothing here decides more than who is told.
extension SessionCallbacks {
    static let server = unsafe SessionCallbacks { table in
        unsafe nghttp2_session_callbacks_set_on_begin_frame_callback(table, serverBeginFrame)
        unsafe nghttp2_session_callbacks_set_on_begin_headers_callback(table, serverBeginHeaders)
        unsafe nghttp2_session_callbacks_set_on_header_callback(table, serverHeader)
        unsafe nghttp2_session_callbacks_set_on_invalid_header_callback(table, serverInvalidHeader)
        unsafe nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table, serverData)
        unsafe nghttp2_session_callbacks_set_on_frame_recv_callback(table, serverFrame)
        unsafe nghttp2_session_callbacks_set_on_frame_send_callback(table, serverSent)
        unsafe nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(table, serverInvalid)
        unsafe nghttp2_session_callbacks_set_on_stream_close_callback(table, serverStreamClose)
        unsafe nghttp2_session_callbacks_set_unpack_extension_callback(table, ignoreExtension)
    }
}

private func server(_ owner: UnsafeMutableRawPointer?) -> HTTP2ServerConnection? {
    guard let owner = unsafe owner else { return nil }
    return unsafe Unmanaged<HTTP2ServerConnection>.fromOpaque(owner).takeUnretainedValue()
}

private let failure = NGHTTP2_ERR_CALLBACK_FAILURE.rawValue

private let serverBeginFrame: nghttp2_on_begin_frame_callback = { _, header, owner in
    guard let header = unsafe header?.pointee, let server = unsafe server(owner) else { return 0 }
    switch UInt32(header.type) {
    case NGHTTP2_DATA.rawValue:
        break
    case NGHTTP2_HEADERS.rawValue:
        if server.exchange(header.stream_id) == nil { server.openingStream(header.stream_id) }
    case NGHTTP2_RST_STREAM.rawValue:
        server.countReset()
    case NGHTTP2_PRIORITY.rawValue where header.stream_id == 0:
        // With priorities off, the library does not look.
        server.session.terminate(.protocolError)
    case _:
        server.countIdleFrame()
    }
    // Whatever else has already arrived is not worth reading.
    return server.isFlooded ? failure : 0
}

private let serverBeginHeaders: nghttp2_on_begin_headers_callback = { _, frame, owner in
    guard let frame = unsafe frame?.pointee, let server = unsafe server(owner) else { return 0 }
    guard unsafe frame.headers.cat == NGHTTP2_HCAT_REQUEST else { return 0 }
    return server.began(unsafe frame.hd.stream_id)
        ? 0 : NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue
}

private let serverHeader: nghttp2_on_header_callback = {
    _,
    frame,
    name,
    nameCount,
    value,
    valueCount,
    _,
    owner in
    guard let frame = unsafe frame?.pointee, let server = unsafe server(owner) else { return 0 }
    let name = unsafe UnsafeBufferPointer(start: name, count: nameCount)
    let value = unsafe UnsafeBufferPointer(start: value, count: valueCount)
    guard let exchange = server.exchange(unsafe frame.hd.stream_id) else { return 0 }
    unsafe server.credentials.restore(name, value) { value in
        if unsafe frame.headers.cat == NGHTTP2_HCAT_REQUEST {
            unsafe exchange.field(name, value)
        } else {
            unsafe exchange.trailer(name, value)
        }
    }
    return 0
}

private let serverInvalidHeader: nghttp2_on_invalid_header_callback = {
    _,
    frame,
    _,
    _,
    _,
    _,
    _,
    owner in
    guard let frame = unsafe frame?.pointee, let server = unsafe server(owner) else { return 0 }
    // Left alone, nghttp2 would drop the field and let the request pass.
    server.exchange(unsafe frame.hd.stream_id)?.malformed()
    return 0
}

private let serverData: nghttp2_on_data_chunk_recv_callback = { _, _, id, bytes, count, owner in
    guard let server = unsafe server(owner) else { return failure }
    server.session.consumeConnection(count)
    guard let exchange = server.exchange(id) else { return 0 }
    unsafe exchange.dataReceived(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

private let serverFrame: nghttp2_on_frame_recv_callback = { _, frame, owner in
    guard let frame = unsafe frame?.pointee, let server = unsafe server(owner) else { return 0 }
    let header = unsafe frame.hd
    let ends = header.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    switch UInt32(header.type) {
    case NGHTTP2_HEADERS.rawValue where unsafe frame.headers.cat == NGHTTP2_HCAT_REQUEST:
        guard let exchange = server.exchange(header.stream_id) else { break }
        server.headersEnded(exchange, isLast: ends)
    case NGHTTP2_HEADERS.rawValue, NGHTTP2_DATA.rawValue:
        if ends {
            server.exchange(header.stream_id)?.ended()
        } else if unsafe header.length == frame.data.padlen {
            // Nothing, or nothing but padding.
            server.countIdleFrame()
        }
    case NGHTTP2_PING.rawValue where header.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0:
        server.pingAnswered()
    case _:
        break
    }
    return 0
}

private let serverSent: nghttp2_on_frame_send_callback = { _, frame, owner in
    guard let frame = unsafe frame?.pointee, let server = unsafe server(owner) else { return 0 }
    let header = unsafe frame.hd
    let ends = header.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
    switch UInt32(header.type) {
    case NGHTTP2_DATA.rawValue, NGHTTP2_HEADERS.rawValue:
        if header.type == NGHTTP2_HEADERS.rawValue { server.headWritten(header.stream_id) }
        if ends || header.length >= FloodGuard.earningBytesMin { server.sentSomething() }
    case NGHTTP2_RST_STREAM.rawValue:
        server.resetSent(header.stream_id, unsafe frame.rst_stream.error_code)
    case _:
        break
    }
    return 0
}

private let serverInvalid: nghttp2_on_invalid_frame_recv_callback = { _, _, code, owner in
    guard let server = unsafe server(owner) else { return 0 }
    server.invalidFrame(code)
    return 0
}

private let serverStreamClose: nghttp2_on_stream_close_callback = { _, id, _, owner in
    guard let server = unsafe server(owner) else { return 0 }
    server.streamClosed(id)
    return 0
}

/// Unknown frames are counted where they begin; what they hold is nobody's (RFC 9113, 5.5).
let ignoreExtension: nghttp2_unpack_extension_callback = { _, _, _, _ in
    NGHTTP2_ERR_CANCEL.rawValue
}
