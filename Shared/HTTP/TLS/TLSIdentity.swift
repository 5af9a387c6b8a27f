import COpenSSL

/// A certificate chain and the key of its first certificate.
public struct TLSIdentity: Sendable, Hashable {
    /// The leaf first, then the intermediates that lead to the root, without the root.
    public let certificateChain: PEM

    /// The leaf's private key (EC or RSA from 2048 bits), without a password. May be in the
    /// same file.
    public let privateKey: PEM

    /// - Parameters:
    ///   - certificateChain: the leaf first, then the intermediates.
    ///   - privateKey: the leaf's key.
    public init(certificateChain: PEM, privateKey: PEM) {
        self.certificateChain = certificateChain
        self.privateKey = privateKey
    }
}

extension TLSIdentity {
    var files: [PEM] { [certificateChain, privateKey] }

    /// Makes `context` present this identity. Returns the host names the leaf is for.
    func install(in context: TLSContext) throws(TLSConfigurationError) -> [String] {
        let chain = try certificateChain.load().certificates()
        let key = try privateKey.load().privateKey()
        let leaf = chain[0]
        guard unsafe X509_check_private_key(leaf.raw, key.raw) == 1 else {
            OpenSSLErrors.clear()
            throw TLSConfigurationError(source: privateKey.source, reason: .keyDoesNotMatch)
        }
        do {
            try OpenSSLErrors.checked {
                unsafe SSL_CTX_use_certificate(context.raw, leaf.raw)
            }
            for intermediate in chain.dropFirst() {
                try OpenSSLErrors.checked {
                    unsafe shim_SSL_CTX_add1_chain_cert(context.raw, intermediate.raw)
                }
            }
        } catch {
            throw TLSConfigurationError(
                source: certificateChain.source,
                reason: .refused(error.reason)
            )
        }
        do {
            try OpenSSLErrors.checked { unsafe SSL_CTX_use_PrivateKey(context.raw, key.raw) }
        } catch {
            throw TLSConfigurationError(source: privateKey.source, reason: .refused(error.reason))
        }
        return unsafe AlternativeNames(leaf.raw).dns
    }
}
