import COpenSSL
import Glibc

/// The authorities that a peer's chain has to lead to.
enum TrustStore {
    /// Trusts the certificates in `authorities` and nothing else.
    /// Returns them for a server that tells clients whom it trusts.
    @discardableResult
    static func install(
        _ authorities: PEM,
        in context: TLSContext
    ) throws(TLSConfigurationError) -> [OwnedPointer] {
        let certificates = try authorities.load().certificates()
        guard let store = unsafe SSL_CTX_get_cert_store(context.raw) else {
            throw TLSConfigurationError(source: authorities.source, reason: .noCertificate)
        }
        do {
            for certificate in certificates {
                try OpenSSLErrors.checked {
                    unsafe X509_STORE_add_cert(store, certificate.raw)
                }
            }
        } catch {
            throw TLSConfigurationError(
                source: authorities.source,
                reason: .refused(error.reason)
            )
        }
        return certificates
    }

    /// The file with all authorities of this system: `SSL_CERT_FILE` if that is set, else where
    /// Debian, Fedora and OpenSSL itself keep it. Read as a whole when a client is configured;
    /// OpenSSL's own look-up reads a directory in the middle of a handshake.
    static func systemFile() throws(TLSConfigurationError) -> PEM {
        let named = unsafe getenv("SSL_CERT_FILE").map { unsafe String(cString: $0) }
        let usual = [
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            unsafe String(cString: X509_get_default_cert_file()),
        ]
        let paths = named.map { [$0] } ?? usual
        guard let path = paths.first(where: { FileStamp(path: $0) != nil }) else {
            throw TLSConfigurationError(source: paths[0], reason: .noSystemStore)
        }
        return .file(path)
    }
}
