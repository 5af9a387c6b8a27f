import CNGHTTP2

/// What nghttp2 tells a client's connection. Each callback finds the connection by its address,
/// which the session keeps; nothing here decides more than who is told.
extension SessionCallbacks {
    static let client = unsafe SessionCallbacks { table in
        unsafe nghttp2_session_callbacks_set_on_begin_frame_callback(table, clientBeginFrame)
        unsafe nghttp2_session_callbacks_set_on_header_callback(table, clientHeader)
        unsafe nghttp2_session_callbacks_set_on_invalid_header_callback(table, clientInvalidHeader)
        unsafe nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table, clientData)
        unsafe nghttp2_session_callbacks_set_on_frame_recv_callback(table, clientFrame)
        unsafe nghttp2_session_callbacks_set_on_frame_send_callback(table, clientSent)
        unsafe nghttp2_session_callbacks_set_on_frame_not_send_callback(table, clientNotSent)
        unsafe nghttp2_session_callbacks_set_on_stream_close_callback(table, clientStreamClose)
        unsafe nghttp2_session_callbacks_set_unpack_extension_callback(table, ignoreExtension)
    }
}

private func client(_ owner: UnsafeMutableRawPointer?) -> HTTP2ClientConnection? {
    guard let owner = unsafe owner else { return nil }
    return unsafe Unmanaged<HTTP2ClientConnection>.fromOpaque(owner).takeUnretainedValue()
}

private let failure = NGHTTP2_ERR_CALLBACK_FAILURE.rawValue

private let clientBeginFrame: nghttp2_on_begin_frame_callback = { _, header, owner in
    guard let header = unsafe header?.pointee, let client = unsafe client(owner) else { return 0 }
    switch UInt32(header.type) {
    case NGHTTP2_DATA.rawValue:
        let ends = header.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
        guard header.length == 0, !ends else { return 0 }
    case NGHTTP2_HEADERS.rawValue, NGHTTP2_WINDOW_UPDATE.rawValue, NGHTTP2_RST_STREAM.rawValue:
        return 0
    case _:
        break
    }
    // Whatever else has already arrived is not worth reading.
    return client.countIdleFrame() ? 0 : failure
}

private let clientHeader: nghttp2_on_header_callback = {
    _,
    frame,
    name,
    nameCount,
    value,
    valueCount,
    _,
    owner in
    guard let frame = unsafe frame?.pointee, let client = unsafe client(owner) else { return 0 }
    let name = unsafe UnsafeBufferPointer(start: name, count: nameCount)
    let value = unsafe UnsafeBufferPointer(start: value, count: valueCount)
    unsafe client.exchange(frame.hd.stream_id)?.field(name, value)
    return 0
}

private let clientInvalidHeader: nghttp2_on_invalid_header_callback = {
    _,
    frame,
    _,
    _,
    _,
    _,
    _,
    owner in
    guard let frame = unsafe frame?.pointee, let client = unsafe client(owner) else { return 0 }
    // Left alone, nghttp2 would drop the field and let the response pass.
    client.exchange(unsafe frame.hd.stream_id)?.malformed()
    return 0
}

private let clientData: nghttp2_on_data_chunk_recv_callback = { _, _, id, bytes, count, owner in
    guard let client = unsafe client(owner) else { return failure }
    client.session.consumeConnection(count)
    unsafe client.exchange(id)?.dataReceived(UnsafeRawBufferPointer(start: bytes, count: count))
    return 0
}

private let clientFrame: nghttp2_on_frame_recv_callback = { _, frame, owner in
    guard let frame = unsafe frame?.pointee, let client = unsafe client(owner) else { return 0 }
    let header = unsafe frame.hd
    let flags = UInt32(header.flags)
    switch UInt32(header.type) {
    case NGHTTP2_DATA.rawValue:
        if flags & NGHTTP2_FLAG_END_STREAM.rawValue != 0 {
            client.exchange(header.stream_id)?.responseEnded()
        }
    case NGHTTP2_HEADERS.rawValue:
        let isLast = flags & NGHTTP2_FLAG_END_STREAM.rawValue != 0
        client.exchange(header.stream_id)?.fieldsEnded(isLast: isLast)
    case NGHTTP2_SETTINGS.rawValue:
        if flags & NGHTTP2_FLAG_ACK.rawValue == 0 { client.settingsReceived() }
    case NGHTTP2_PING.rawValue:
        if flags & NGHTTP2_FLAG_ACK.rawValue != 0 { client.pingAnswered() }
    case NGHTTP2_GOAWAY.rawValue:
        client.goAway(unsafe frame.goaway.error_code)
    case _:
        break
    }
    return 0
}

private let clientSent: nghttp2_on_frame_send_callback = { _, frame, owner in
    guard let frame = unsafe frame?.pointee, let client = unsafe client(owner) else { return 0 }
    let header = unsafe frame.hd
    switch UInt32(header.type) {
    case NGHTTP2_HEADERS.rawValue:
        // Trailers are HEADERS, too.
        if unsafe frame.headers.cat == NGHTTP2_HCAT_REQUEST { client.headWritten(header.stream_id) }
    case NGHTTP2_GOAWAY.rawValue:
        if unsafe frame.goaway.error_code != ErrorCode.noError.rawValue { client.complained() }
    case _:
        break
    }
    return 0
}

private let clientNotSent: nghttp2_on_frame_not_send_callback = { _, frame, code, owner in
    guard let frame = unsafe frame?.pointee, let client = unsafe client(owner) else { return 0 }
    let header = unsafe frame.hd
    guard header.type == UInt8(NGHTTP2_HEADERS.rawValue) else { return 0 }
    let isTooLarge =
        switch nghttp2_error(code) {
        case NGHTTP2_ERR_FRAME_SIZE_ERROR, NGHTTP2_ERR_HEADER_COMP: true
        case _: false
        }
    client.notSent(header.stream_id, isTooLarge: isTooLarge)
    return 0
}

private let clientStreamClose: nghttp2_on_stream_close_callback = { _, id, code, owner in
    guard let client = unsafe client(owner) else { return 0 }
    client.streamClosed(id, code)
    return 0
}
