/// One HTTP/2 stream of a server.
final class HTTP2Exchange: Exchange {
    let id: Int32
    private unowned let http2: HTTP2ServerConnection
    /// What is wrong with the header block, once something is: the rest of it is not kept.
    private(set) var defect: Defect?
    private var listSize = 0
    private var requestTrailers = Headers()
    /// What nghttp2 was not told of the answer's head, which it has yet to write.
    private var literals: LiteralFields?
    private var isContinueQueued = false

    enum Defect {
        /// The list is larger than its limit: answered with 431.
        case tooLarge
        /// RFC 9113, section 8.1.1: a malformed request is a stream error.
        case malformed
    }

    init(_ id: Int32, _ connection: HTTP2ServerConnection) {
        self.id = id
        http2 = connection
        super.init(connection)
        // What most requests need, in one allocation each, a token of half a KiB and what a gateway
        // adds included; and what malloc still has ready without a search.
        request.headers.reserve(fields: 20, bytes: 960)
    }

    // MARK: The header block

    func field(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        listSize += name.count + value.count + Headers.fieldOverhead
        guard listSize <= loop.limits.headerListBytesMax else {
            defect = defect ?? .tooLarge; return
        }
        guard unsafe name.first == UInt8(ascii: ":") else {
            return unsafe request.headers.appendValidated(name: name, value: value)
        }
        // nghttp2 has refused unknown and repeated ones; the length tells the rest apart.
        switch unsafe (name.count, name[1]) {
        case (5, _): unsafe request.target = Array(value)
        case (7, UInt8(ascii: "m")): unsafe request.method = Method(value)
        case (7, _): unsafe setScheme(value)
        case _: unsafe request.authority = http2.authority(value)
        }
    }

    /// A gateway to other schemes is not what this is.
    private func setScheme(_ value: UnsafeBufferPointer<UInt8>) {
        if unsafe Self.https.matches(value) {
            request.scheme = .https
        } else if unsafe !Self.http.matches(value) {
            defect = defect ?? .malformed
        }
    }

    /// A field that the library would leave out.
    func malformed() {
        guard phase == .receivingHead else { return abort(.protocolError) }
        defect = .malformed
    }

    /// A field behind the body counts towards the same list.
    func trailer(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        listSize += name.count + value.count + Headers.fieldOverhead
        guard listSize <= loop.limits.headerListBytesMax else { return abort(.protocolError) }
        unsafe requestTrailers.appendValidated(name: name, value: value)
    }

    /// END_STREAM behind a body or behind trailers.
    func ended() {
        isRequestComplete = true
        requestEnded(trailers: requestTrailers)
    }

    func headersEnded(isLast: Bool) {
        isRequestComplete = isLast
        checkAuthority()
        // A fragment is the client's own (RFC 9113, section 8.3.1).
        if request.target.contains(UInt8(ascii: "#")) { defect = defect ?? .malformed }
        switch defect {
        case nil: headReceived()
        case .malformed: abort(.protocolError)
        case .tooLarge:
            respond(.problem(.headersTooLarge, title: "The request's header list is too large."))
        }
    }

    /// RFC 9113, section 8.3.1: two names for one host are a way to be taken for another.
    private func checkAuthority() {
        if let host = request.headers[.host] {
            if request.authority.isEmpty { request.authority = Array(host) }
            let isSame = host.elementsEqual(request.authority) { $0.lowercased == $1.lowercased }
            if !isSame || request.headers.all(.host).count > 1 { defect = defect ?? .malformed }
        }
        // A name before the host is a way to be taken for another, too.
        if request.authority.isEmpty || request.authority.contains(UInt8(ascii: "@")) {
            defect = defect ?? .malformed
        }
    }

    // MARK: The answer

    override func sendHead(
        _ status: Status,
        _ headers: Headers,
        contentLength: Int?,
        hasBody: Bool
    ) {
        let leaves = LiteralFields.fit(headers)
        literals = leaves ? LiteralFields(headers) : nil
        // :status, date and content-length.
        unsafe FieldList.with(headers, extra: 3) { list, bytes in
            unsafe withDecimal(status.code) { code in
                unsafe list.append(Self.statusName, code)
                unsafe loop.date.value.withUnsafeBufferPointer { date in
                    unsafe list.append(.date, date)
                    guard let contentLength else {
                        unsafe list.append(headers, bytes, leavingLiterals: leaves)
                        return unsafe http2.session.submitResponse(id, list, hasBody ? self : nil)
                    }
                    unsafe withDecimal(contentLength) { length in
                        unsafe list.append(.contentLength, length)
                        unsafe list.append(
                            headers,
                            bytes,
                            without: .contentLength,
                            leavingLiterals: leaves
                        )
                        unsafe http2.session.submitResponse(id, list, hasBody ? self : nil)
                    }
                }
            }
        }
    }

    override func bodyChanged() {
        if takeDeferral() { http2.session.resume(id) }
    }

    /// What belongs into the HEADERS that nghttp2 has written.
    func takeLiterals() -> LiteralFields? {
        guard !isContinueQueued else {
            isContinueQueued = false
            return nil
        }
        return literals.take()
    }

    override func sendContinue() {
        isContinueQueued = true
        unsafe FieldList.with(Headers(), extra: 1) { list, _ in
            unsafe withDecimal(Status.continue.code) { code in
                unsafe list.append(Self.statusName, code)
                unsafe http2.session.submitInterim(id, list)
            }
        }
    }

    override func sendReset(_ code: ErrorCode) {
        http2.session.reset(id, code)
    }

    override func giveCredit(_ count: Int) {
        // The connection's part was given back on arrival.
        http2.session.consumeStream(id, count)
    }

    private static let statusName: HeaderName = ":status"
    private static let https: HeaderName = "https"
    private static let http: HeaderName = "http"
}
