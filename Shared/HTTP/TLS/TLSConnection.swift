import COpenSSL
import NIOCore

/// One connection's TLS: ciphertext in, plaintext out, and back. Touches no channel.
///
/// Owns a `SSL`, whose callbacks come back to this object; confined to its connection's event
/// loop. What OpenSSL wants to send gathers in ``outbound``, to be taken after each call.
@safe final class TLSConnection {
    enum Role {
        case server(ServerContext)
        case client(ClientContext, ServerName)
    }

    private let role: Role
    private let ssl: OpaquePointer

    /// Ciphertext that OpenSSL has not read yet.
    private var inbound = ByteBuffer()
    /// Ciphertext to send.
    private(set) var outbound = ByteBuffer()
    /// Ciphertext that OpenSSL has read but not yet opened: part of a record.
    private var heldBytes = 0
    private var serverName: String?

    private static let exIndex = shim_SSL_get_ex_new_index()

    init(_ role: Role) throws(TLSError) {
        let context =
            switch role {
            case .server(let server): server.first
            case .client(let client, _): client.context
            }
        OpenSSLErrors.clear()
        guard let ssl = unsafe SSL_new(context.raw) else { throw .outOfResources }
        self.role = role
        unsafe self.ssl = unsafe ssl
        guard let bio = unsafe CiphertextBIO.make(for: self) else { throw .outOfResources }
        unsafe SSL_set_bio(ssl, bio, bio)
        unsafe SSL_set_ex_data(ssl, Self.exIndex, Unmanaged.passUnretained(self).toOpaque())
        switch role {
        case .server: unsafe SSL_set_accept_state(ssl)
        case .client(let context, let name): try prepare(context, for: name)
        }
    }

    deinit {
        unsafe SSL_free(ssl)
    }

    /// The connection that a callback's `SSL` belongs to.
    static func of(_ ssl: OpaquePointer) -> TLSConnection? {
        unsafe SSL_get_ex_data(ssl, exIndex).map { data in
            unsafe Unmanaged<TLSConnection>.fromOpaque(data).takeUnretainedValue()
        }
    }

    private func prepare(_ context: ClientContext, for name: ServerName) throws(TLSError) {
        unsafe SSL_set_connect_state(ssl)
        var done = true
        switch name {
        case .host(let host):
            serverName = host
            done = unsafe shim_SSL_set_tlsext_host_name(ssl, host) == 1
            if context.verifies {
                let flags =
                    X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT
                unsafe SSL_set_hostflags(ssl, UInt32(flags))
                done = unsafe done && SSL_set1_host(ssl, host) == 1
            }
        case .address(let address):
            if context.verifies {
                done = unsafe X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), address) == 1
            }
        }
        // Without the check there must be no connection.
        guard done else { throw .outOfResources }
        resume(from: context.sessions, host: name)
    }
}

// MARK: - Ciphertext

extension TLSConnection {
    /// Gives OpenSSL what arrived. Copies only if something from before is left.
    func receive(_ ciphertext: ByteBuffer) {
        if inbound.readableBytes == 0 {
            inbound = ciphertext
        } else {
            inbound.writeImmutableBuffer(ciphertext)
        }
    }

    /// What is to be sent, if anything.
    func takeOutbound() -> ByteBuffer? {
        guard outbound.readableBytes > 0 else { return nil }
        defer { outbound = ByteBuffer() }
        return outbound
    }

    /// OpenSSL reads. The socket's buffer is let go with its last byte.
    func takeCiphertext(into space: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(space.count, inbound.readableBytes)
        unsafe inbound.readWithUnsafeReadableBytes { bytes in
            unsafe space.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes.prefix(count)))
            return count
        }
        if inbound.readableBytes == 0 { inbound = ByteBuffer() }
        heldBytes += count
        return count
    }

    /// OpenSSL writes.
    func putCiphertext(_ bytes: UnsafeRawBufferPointer) {
        reserveOutbound(bytes.count)
        unsafe outbound.writeBytes(bytes)
    }

    private func reserveOutbound(_ count: Int) {
        if outbound.capacity == 0 {
            outbound = BufferPool.current.take(capacity: count)
        } else {
            outbound.reserveCapacity(minimumWritableBytes: count)
        }
    }
}

// MARK: - Handshake

extension TLSConnection {
    /// Goes on with the handshake. Returns whether it is done; otherwise the peer's turn has come.
    func handshake() throws(TLSError) -> Bool {
        OpenSSLErrors.clear()
        let status = unsafe SSL_do_handshake(ssl)
        heldBytes = 0
        if status == 1 { return true }
        switch unsafe SSL_get_error(ssl, status) {
        case SSL_ERROR_WANT_READ: return false
        default: throw handshakeError(OpenSSLErrors.take())
        }
    }

    private func handshakeError(_ failure: OpenSSLErrors.Failure) -> TLSError {
        guard failure.library == ERR_LIB_SSL, failure.code == SSL_R_CERTIFICATE_VERIFY_FAILED else {
            return .handshakeFailed(reason: failure.reason)
        }
        let result = unsafe SSL_get_verify_result(ssl)
        if [X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH].contains(Int32(result)) {
            return .hostNameMismatch
        }
        return .certificateUntrusted(
            reason: unsafe String(cString: X509_verify_cert_error_string(result))
        )
    }

    /// What the handshake agreed on.
    func agreement() -> TLSEstablished {
        TLSEstablished(
            applicationProtocol: applicationProtocol(),
            serverName: serverName,
            peerCertificate: peerCertificate(),
            version: unsafe SSL_version(ssl) == TLS1_3_VERSION ? .tls13 : .tls12,
            cipher: unsafe String(cString: SSL_CIPHER_get_name(SSL_get_current_cipher(ssl))),
            resumed: unsafe SSL_session_reused(ssl) == 1
        )
    }

    private func applicationProtocol() -> ApplicationProtocol? {
        var name: UnsafePointer<UInt8>?
        var length: UInt32 = 0
        unsafe SSL_get0_alpn_selected(ssl, &name, &length)
        let bytes = unsafe UnsafeBufferPointer(start: name, count: Int(length))
        return unsafe ApplicationProtocol(wire: bytes)
    }

    private func peerCertificate() -> PeerCertificate? {
        let raw = unsafe SSL_get1_peer_certificate(ssl)
        let owned = unsafe OwnedPointer(raw) { unsafe X509_free($0) }
        return owned.flatMap { unsafe PeerCertificate($0.raw) }
    }
}

// MARK: - Callbacks

extension TLSConnection {
    var serverContext: ServerContext? {
        switch role {
        case .server(let context): context
        case .client: nil
        }
    }

    /// The client named a host. Returns whether there is a certificate for it.
    func choose(_ host: String) -> Bool {
        serverName = host
        guard let chosen = serverContext?.context(for: host) else { return false }
        return unsafe SSL_set_SSL_CTX(ssl, chosen.raw) != nil
    }

    /// The server offered a session.
    func remember(_ session: OpaquePointer) {
        guard case .client(let context, let host) = role,
            unsafe SSL_SESSION_is_resumable(session) == 1
        else { return }
        let length = unsafe i2d_SSL_SESSION(session, nil)
        guard (1...TLSLimits.sessionBytesMax).contains(Int(length)) else { return }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(length)) { space, count in
            var start = space.baseAddress
            count = unsafe Int(i2d_SSL_SESSION(session, &start))
        }
        let isForOneUse = unsafe SSL_SESSION_get_protocol_version(session) == TLS1_3_VERSION
        context.sessions.remember(.init(bytes: bytes, isForOneUse: isForOneUse), for: host)
    }

    /// Offers the server a session of before. One that OpenSSL does not accept is no loss.
    private func resume(from cache: SessionCache, host: ServerName) {
        guard let stored = cache.recall(for: host) else { return }
        unsafe stored.bytes.withUnsafeBufferPointer { bytes in
            var start = bytes.baseAddress
            guard let session = unsafe d2i_SSL_SESSION(nil, &start, bytes.count) else { return }
            unsafe SSL_set_session(ssl, session)
            unsafe SSL_SESSION_free(session)
        }
        OpenSSLErrors.clear()
    }
}

// MARK: - Records

extension TLSConnection {
    enum Reading {
        /// All that arrived is read.
        case drained
        /// `plaintext` has no room for more.
        case full
        /// The peer said `close_notify`.
        case closed
    }

    /// Room that the plaintext of all that arrived needs at most, in bytes.
    var plaintextBound: Int {
        unsafe inbound.readableBytes + heldBytes + Int(SSL_pending(ssl))
    }

    /// Opens records into the free space of `plaintext`.
    func open(into plaintext: inout ByteBuffer) throws(TLSError) -> Reading {
        while unsafe inbound.readableBytes > 0 || SSL_pending(ssl) > 0 {
            guard plaintext.writableBytes > 0 else { return .full }
            OpenSSLErrors.clear()
            var status: Int32 = 0
            unsafe plaintext.writeWithUnsafeMutableBytes(minimumWritableBytes: 0) { space in
                var count = 0
                status = unsafe SSL_read_ex(ssl, space.baseAddress, space.count, &count)
                return count
            }
            if status == 1 {
                heldBytes = 0
                continue
            }
            switch unsafe SSL_get_error(ssl, status) {
            case SSL_ERROR_WANT_READ: return .drained
            case SSL_ERROR_ZERO_RETURN: return .closed
            default: throw .protocolFailed(reason: OpenSSLErrors.take().reason)
            }
        }
        return .drained
    }

    /// Seals `plaintext` into ``outbound``, small pieces gathered into full records.
    func seal(_ plaintext: some Sequence<ByteBuffer>, count: Int) throws(TLSError) {
        let records = (count + TLSLimits.recordMax - 1) / TLSLimits.recordMax
        reserveOutbound(count + records * TLSLimits.recordOverhead)
        var record = ByteBuffer()
        for var piece in plaintext {
            if record.readableBytes == 0 && count == piece.readableBytes {
                return try seal(piece)
            }
            while piece.readableBytes > 0 {
                if record.readableBytes == 0, piece.readableBytes >= TLSLimits.recordMax {
                    // Whole records go without a copy.
                    let whole = piece.readableBytes / TLSLimits.recordMax * TLSLimits.recordMax
                    if let records = piece.readSlice(length: whole) { try seal(records) }
                    continue
                }
                if record.capacity == 0 {
                    record = BufferPool.current.take(capacity: TLSLimits.recordMax)
                }
                let room = TLSLimits.recordMax - record.readableBytes
                if var part = piece.readSlice(length: min(room, piece.readableBytes)) {
                    record.writeBuffer(&part)
                }
                if record.readableBytes == TLSLimits.recordMax {
                    try seal(record)
                    record.clear()
                }
            }
        }
        if record.readableBytes > 0 { try seal(record) }
        BufferPool.current.give(record)
    }

    private func seal(_ plaintext: ByteBuffer) throws(TLSError) {
        guard plaintext.readableBytes > 0 else { return }
        OpenSSLErrors.clear()
        let status = unsafe plaintext.withUnsafeReadableBytes { bytes in
            var count = 0
            return unsafe SSL_write_ex(ssl, bytes.baseAddress, bytes.count, &count)
        }
        guard status == 1 else { throw .protocolFailed(reason: OpenSSLErrors.take().reason) }
    }

    /// Puts `close_notify` into ``outbound``: nothing is sealed after it.
    func closeOutput() {
        OpenSSLErrors.clear()
        unsafe _ = SSL_shutdown(ssl)
        OpenSSLErrors.clear()
    }
}
