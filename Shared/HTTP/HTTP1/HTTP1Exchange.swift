import NIOCore
import NIOHTTP1

/// One HTTP/1.1 request and its answer.
final class HTTP1Exchange: Exchange {
    private unowned let http1: HTTP1ServerConnection
    let version: HTTPVersion
    private(set) var keepsAlive: Bool
    /// Where the answer stands on the wire.
    private var wire = Wire.nothing

    /// Whether the decoder has told the request's end, also of one without a body.
    var hasEnded = false

    private enum Wire { case nothing, head, ended }

    init(_ connection: HTTP1ServerConnection, _ head: HTTPRequestHead) {
        http1 = connection
        version = head.version
        keepsAlive = head.isKeepAlive
        super.init(connection)
        request.method = Method(head.method.rawValue)
        request.target = Array(head.uri.utf8)
        request.scheme = connection.info.isEncrypted ? .https : .http
        request.headers.reserve(fields: head.headers.count, bytes: head.headers.count * 32)
        for (name, value) in head.headers where !Self.isConnectionSpecific(name) {
            request.headers.append(name: name.utf8, value: value.utf8)
        }
        request.authority = request.headers[.host].map { Array($0) } ?? []
    }

    /// What HTTP/2 forbids says nothing to a handler either (RFC 9113, section 8.2.2).
    static func isConnectionSpecific(_ name: String) -> Bool {
        switch name.lowercased() {
        case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade": true
        case _: false
        }
    }

    /// RFC 9112, section 3.2: exactly one host, and a target that names a path here.
    var isWellFormed: Bool {
        let hosts = request.headers.all(.host)
        guard hosts.count == 1 || (hosts.isEmpty && version == .http1_0) else { return false }
        if request.method == .options, request.target == [UInt8(ascii: "*")] { return true }
        return request.target.first == UInt8(ascii: "/")
    }

    // MARK: The answer

    override func sendHead(
        _ status: Status,
        _ headers: Headers,
        contentLength: Int?,
        hasBody: Bool
    ) {
        var fields = HTTPHeaders()
        fields.reserveCapacity(headers.count + 3)
        fields.add(name: "date", value: String(decoding: loop.date.value, as: UTF8.self))
        headers.forEach { name, value in
            let name = String(decoding: name, as: UTF8.self)
            guard !Self.isConnectionSpecific(name) else { return }
            if contentLength != nil, name == "content-length" { return }
            fields.add(name: name, value: String(decoding: value, as: UTF8.self))
        }
        if let contentLength {
            fields.add(name: "content-length", value: String(contentLength))
        } else if hasBody, !headers.contains(.contentLength) {
            frameByChunks(&fields)
        }
        // What the client has not sent by now, it may still be sending when the answer ends.
        if http1.isDraining || !isRequestComplete { keepsAlive = false }
        if !keepsAlive {
            fields.add(name: "connection", value: "close")
        } else if version == .http1_0 {
            fields.add(name: "connection", value: "keep-alive")
        }
        http1.write(.head(http1Head(status, fields)))
        wire = .head
    }

    private func frameByChunks(_ fields: inout HTTPHeaders) {
        if version == .http1_0 {
            // The end of the connection is the end of the body (RFC 9112, section 6.3).
            keepsAlive = false
        } else {
            fields.add(name: "transfer-encoding", value: "chunked")
        }
    }

    private func http1Head(_ status: Status, _ fields: HTTPHeaders) -> HTTPResponseHead {
        HTTPResponseHead(
            version: version == .http1_0 ? .http1_0 : .http1_1,
            status: HTTPResponseStatus(statusCode: status.code),
            headers: fields
        )
    }

    override func sendContinue() {
        http1.write(.head(http1Head(.continue, HTTPHeaders())))
    }

    override func sendReset(_ code: ErrorCode) {
        keepsAlive = false
        http1.broken()
    }

    override func giveCredit(_ count: Int) { http1.readMore() }

    /// Hands on what has been appended while the socket takes it.
    /// - Returns: whether the answer is on its way to its last byte.
    func pump() -> Bool {
        guard wire == .head else { return wire == .ended }
        while queuedBytes > 0 {
            guard http1.isWritable else { return false }
            http1.write(.body(.byteBuffer(takeBuffer(Self.pieceBytesMax))))
        }
        guard isFinished else { return false }
        http1.write(.end(trailers.map(Self.http1Trailers)))
        wire = .ended
        return true
    }

    /// 64 KiB in one piece; whether the socket takes more is asked in between.
    private static let pieceBytesMax = 64 * 1024

    private static func http1Trailers(_ trailers: Headers) -> HTTPHeaders {
        var fields = HTTPHeaders()
        trailers.forEach { name, value in
            fields.add(
                name: String(decoding: name, as: UTF8.self),
                value: String(decoding: value, as: UTF8.self)
            )
        }
        return fields
    }
}
