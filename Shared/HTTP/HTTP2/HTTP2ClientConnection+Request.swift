import CNGHTTP2

/// How a request becomes a header block.
extension HTTP2ClientConnection {
    /// - Returns: nil where no stream can be opened on this connection any more.
    func submit(_ exchange: ClientExchange) -> Int32? {
        let scheme = unsafe replica.pool.upstream.transport.scheme.bytes
        let given = exchange.request.head.authority
        let authority = given.isEmpty ? replica.authority : given
        // Four pseudo-header fields, content-length and x-request-timeout-ms.
        return unsafe FieldList.with(exchange.request.head.headers, extra: 6) { list, bytes in
            unsafe exchange.request.head.method.withBytes { method in
                unsafe list.append(Self.method, method)
                return unsafe authority.withUnsafeBufferPointer { authority in
                    unsafe list.append(Self.scheme, scheme)
                    unsafe list.append(Self.authority, authority)
                    return unsafe exchange.request.head.target.withUnsafeBufferPointer { target in
                        unsafe list.append(Self.path, target)
                        return unsafe submit(exchange, &list, bytes)
                    }
                }
            }
        }
    }

    private func submit(
        _ exchange: ClientExchange,
        _ list: inout FieldList,
        _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Int32? {
        let length = exchange.request.contentLength
        let left = exchange.deadline.remainingMilliseconds(at: loop.now)
        return unsafe withDecimal(length ?? 0) { digits in
            if length != nil { unsafe list.append(.contentLength, digits) }
            return unsafe withDecimal(left ?? 0) { left in
                if exchange.deadline != .never {
                    // Never the same twice: no use to either side's table.
                    unsafe list.append(
                        HeaderName.requestTimeout.bytes,
                        left,
                        NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue | NGHTTP2_NV_FLAG_NO_INDEX.rawValue
                    )
                }
                unsafe list.append(exchange.request.head.headers, bytes)
                let hasBody =
                    !exchange.isFinished || exchange.queuedBytes > 0 || exchange.trailers != nil
                return unsafe session.submitRequest(
                    list,
                    hasBody ? exchange : nil,
                    owner: exchange
                )
            }
        }
    }

    private static let method: HeaderName = ":method"
    private static let scheme: HeaderName = ":scheme"
    private static let authority: HeaderName = ":authority"
    private static let path: HeaderName = ":path"
}
