import COpenSSL

/// The peer's certificate, as far as an application may want to judge it.
public struct PeerCertificate: Sendable, Hashable {
    /// The subject, as RFC 2253 writes it: `CN=billing,O=Example`.
    public let subject: String

    /// DNS names it is for, as the certificate spells them.
    public let dnsNames: [String]

    /// IP addresses it is for, as 4 or 16 bytes.
    public let ipAddresses: [[UInt8]]

    /// URIs it is for, such as a SPIFFE identity.
    public let uris: [String]

    /// E-mail addresses it is for.
    public let emailAddresses: [String]

    /// SHA-256 of the whole certificate, 32 bytes.
    public let fingerprint: [UInt8]
}

extension PeerCertificate {
    /// Reads `certificate`, which stays the caller's.
    init?(_ certificate: OpaquePointer) {
        guard let subject = unsafe Self.text(of: X509_get_subject_name(certificate)),
            let fingerprint = unsafe Self.fingerprint(of: certificate)
        else { return nil }
        let names = unsafe AlternativeNames(certificate)
        self.subject = subject
        self.fingerprint = fingerprint
        self.dnsNames = names.dns
        self.ipAddresses = names.addresses
        self.uris = names.uris
        self.emailAddresses = names.emails
    }

    private static func text(of name: OpaquePointer?) -> String? {
        guard let name = unsafe name, let memory = unsafe BIO_new(BIO_s_mem()) else { return nil }
        defer { unsafe BIO_free(memory) }
        guard unsafe X509_NAME_print_ex(memory, name, 0, shim_name_flags) >= 0 else { return nil }
        var data: UnsafeMutablePointer<CChar>?
        let length = unsafe shim_BIO_get_mem_data(memory, &data)
        let bytes = unsafe UnsafeRawBufferPointer(start: data, count: length)
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    private static func fingerprint(of certificate: OpaquePointer) -> [UInt8]? {
        var digest = [UInt8](repeating: 0, count: 32)
        let done = unsafe digest.withUnsafeMutableBufferPointer { space in
            unsafe X509_digest(certificate, EVP_sha256(), space.baseAddress, nil)
        }
        return done == 1 ? digest : nil
    }
}
