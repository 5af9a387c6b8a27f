import COpenSSL

/// Owns one `SSL_CTX`. Set up before it is shared, only read and counted afterwards, which
/// OpenSSL allows from any thread.
@safe final class TLSContext: Sendable {
    /// OpenSSL's own reference count is atomic; nothing changes the context once it is shared.
    nonisolated(unsafe) let raw: OpaquePointer

    /// Forward secrecy and authenticated encryption only; faster before longer keys.
    private static let ciphers12 = [
        "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256",
        "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305",
        "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
    ].joined(separator: ":")

    private static let ciphers13 = [
        "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_256_GCM_SHA384",
    ].joined(separator: ":")

    /// TLS 1.2 and 1.3 without renegotiation, compression or early data.
    init(server: Bool) throws(OpenSSLErrors.Failure) {
        OpenSSLErrors.clear()
        let method = server ? unsafe TLS_server_method() : unsafe TLS_client_method()
        guard let raw = unsafe SSL_CTX_new(method) else { throw OpenSSLErrors.take() }
        unsafe self.raw = unsafe raw
        unsafe SSL_CTX_set_options(raw, shim_ssl_options)
        // Record buffers (two times 16 KiB) are held only while a record passes through them.
        // A chain is sent as configured, not completed from the authorities we happen to trust.
        let mode = UInt32(SSL_MODE_RELEASE_BUFFERS) | UInt32(SSL_MODE_NO_AUTO_CHAIN)
        unsafe shim_SSL_CTX_set_mode(raw, Int(mode))
        // 112 bits: RSA from 2048 bits, no SHA-1 signatures.
        unsafe SSL_CTX_set_security_level(raw, 2)
        unsafe SSL_CTX_set_verify_depth(raw, TLSLimits.chainDepthMax)
        try OpenSSLErrors.checked { unsafe SSL_CTX_set_max_early_data(raw, 0) }
        try OpenSSLErrors.checked { unsafe shim_SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION) }
        try OpenSSLErrors.checked { unsafe shim_SSL_CTX_set_max_proto_version(raw, TLS1_3_VERSION) }
        try OpenSSLErrors.checked { unsafe SSL_CTX_set_cipher_list(raw, Self.ciphers12) }
        try OpenSSLErrors.checked { unsafe SSL_CTX_set_ciphersuites(raw, Self.ciphers13) }
        try OpenSSLErrors.checked {
            unsafe shim_SSL_CTX_set1_groups_list(raw, "X25519:P-256:P-384")
        }
    }

    deinit {
        unsafe SSL_CTX_free(raw)
    }
}
