import CNGHTTP2

/// How a request becomes a header block.
extension HTTP2ClientConnection {
    /// - Returns: nil where no stream can be opened on this connection any more.
    func submit(_ exchange: ClientExchange) -> Int32? {
        let scheme = unsafe replica.pool.upstream.transport.scheme.bytes
        let given = exchange.request.head.authority
        let authority = given.isEmpty ? replica.authority : given
        let leaves = leavesLiterals(exchange)
        // Four pseudo-header fields, content-length and x-request-timeout-ms.
        return unsafe FieldList.with(exchange.request.head.headers, extra: 6) { list, bytes in
            unsafe exchange.request.head.method.withBytes { method in
                unsafe list.append(Self.method, method)
                return unsafe authority.withUnsafeBufferPointer { authority in
                    unsafe list.append(Self.scheme, scheme)
                    unsafe list.append(Self.authority, authority)
                    return unsafe exchange.request.head.target.withUnsafeBufferPointer { target in
                        unsafe list.append(Self.path, target)
                        return unsafe submit(exchange, &list, bytes, leavingLiterals: leaves)
                    }
                }
            }
        }
    }

    private func submit(
        _ exchange: ClientExchange,
        _ list: inout FieldList,
        _ bytes: UnsafeBufferPointer<UInt8>,
        leavingLiterals: Bool
    ) -> Int32? {
        let length = exchange.request.contentLength
        let left = leavingLiterals ? nil : millisecondsLeft(to: exchange)
        return unsafe withDecimal(length ?? 0) { digits in
            if length != nil { unsafe list.append(.contentLength, digits) }
            return unsafe withDecimal(left ?? 0) { digits in
                if left != nil { unsafe list.append(.requestTimeout, digits) }
                unsafe list.append(
                    exchange.request.head.headers,
                    bytes,
                    leavingLiterals: leavingLiterals
                )
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

    /// What nghttp2 was not told of the request's head.
    func literals(of exchange: ClientExchange) -> LiteralFields? {
        guard leavesLiterals(exchange) else { return nil }
        return LiteralFields(exchange.request.head.headers, timeout: millisecondsLeft(to: exchange))
    }

    private func leavesLiterals(_ exchange: ClientExchange) -> Bool {
        LiteralFields.fit(
            exchange.request.head.headers,
            others: exchange.request.head.target.count + exchange.request.head.authority.count
        )
    }

    private func millisecondsLeft(to exchange: ClientExchange) -> Int? {
        exchange.deadline.remainingMilliseconds(at: loop.now)
    }

    private static let method: HeaderName = ":method"
    private static let scheme: HeaderName = ":scheme"
    private static let authority: HeaderName = ":authority"
    private static let path: HeaderName = ":path"
}
