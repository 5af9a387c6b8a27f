import COpenSSL

/// What OpenSSL asks a server in the middle of a handshake.
enum ServerCallbacks {
    static func install(in context: TLSContext) {
        unsafe shim_SSL_CTX_set_tlsext_servername_callback(context.raw) { ssl, _, _ in
            guard let ssl = unsafe ssl,
                let name = unsafe SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name),
                let connection = unsafe TLSConnection.of(ssl)
            else { return SSL_TLSEXT_ERR_NOACK }
            let host = unsafe HostNameTable.normal(String(cString: name))
            return connection.choose(host) ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK
        }
        unsafe SSL_CTX_set_alpn_select_cb(
            context.raw,
            { ssl, chosen, length, offer, offerLength, _ in
                guard let ssl = unsafe ssl, let chosen = unsafe chosen, let length = unsafe length,
                    let protocols = unsafe TLSConnection.of(ssl)?.serverContext?
                        .applicationProtocols
                else { return SSL_TLSEXT_ERR_ALERT_FATAL }
                let list = unsafe UnsafeBufferPointer(start: offer, count: Int(offerLength))
                guard let range = unsafe ApplicationProtocol.firstMatch(of: protocols, in: list)
                else {
                    // RFC 7301 §3.2: no_application_protocol.
                    return SSL_TLSEXT_ERR_ALERT_FATAL
                }
                unsafe chosen.pointee = unsafe list.baseAddress?.advanced(by: range.lowerBound)
                unsafe length.pointee = UInt8(range.count)
                return SSL_TLSEXT_ERR_OK
            },
            nil
        )
    }
}
