import COpenSSL

/// What handshakes of a client need. Never changes, apart from the sessions it remembers.
final class ClientContext: Sendable {
    let context: TLSContext
    let sessions = SessionCache()
    /// Whether certificates are checked, against authorities and against the host's name.
    let verifies: Bool

    /// Reads every file. Blocks on the disk.
    init(_ configuration: ClientTLS.Configuration) throws(TLSConfigurationError) {
        do {
            context = try TLSContext(server: false)
            if !configuration.applicationProtocols.isEmpty {
                let offer = ApplicationProtocol.wireFormat(configuration.applicationProtocols)
                // Unlike its siblings this function answers 0 when it succeeds.
                try OpenSSLErrors.checked { [context] in
                    unsafe SSL_CTX_set_alpn_protos(context.raw, offer, UInt32(offer.count)) + 1
                }
            }
        } catch {
            throw TLSConfigurationError(source: "OpenSSL", reason: .refused(error.reason))
        }
        switch configuration.trust {
        case .system:
            verifies = true
            try TrustStore.install(TrustStore.systemFile(), in: context)
        case .authorities(let authorities):
            verifies = true
            try TrustStore.install(authorities, in: context)
        case .insecureForTests:
            verifies = false
        }
        unsafe SSL_CTX_set_verify(context.raw, verifies ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nil)
        if let identity = configuration.identity { _ = try identity.install(in: context) }
        rememberSessions()
    }

    private func rememberSessions() {
        let mode = SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL
        unsafe shim_SSL_CTX_set_session_cache_mode(context.raw, Int(mode))
        unsafe SSL_CTX_sess_set_new_cb(context.raw) { ssl, session in
            if let ssl = unsafe ssl, let session = unsafe session {
                unsafe TLSConnection.of(ssl)?.remember(session)
            }
            // OpenSSL keeps its reference: what is stored is a copy.
            return 0
        }
    }
}
