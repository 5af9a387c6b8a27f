import COpenSSL

/// Names the terms under which clients were let in; a session is resumed under equal terms only.
@safe struct SessionScope: ~Copyable {
    /// SHA-256, which has the 32 bytes that OpenSSL allows.
    private static let length = 32
    private let digest: OpaquePointer?

    init() {
        unsafe digest = EVP_MD_CTX_new()
        unsafe EVP_DigestInit_ex(digest, EVP_sha256(), nil)
    }

    deinit {
        unsafe EVP_MD_CTX_free(digest)
    }

    mutating func add(_ authority: OwnedPointer) {
        var fingerprint = [UInt8](repeating: 0, count: Self.length)
        unsafe X509_digest(authority.raw, EVP_sha256(), &fingerprint, nil)
        unsafe EVP_DigestUpdate(digest, fingerprint, fingerprint.count)
    }

    mutating func addRequirement() {
        unsafe EVP_DigestUpdate(digest, [1] as [UInt8], 1)
    }

    consuming func finish() -> [UInt8] {
        var name = [UInt8](repeating: 0, count: Self.length)
        unsafe EVP_DigestFinal_ex(digest, &name, nil)
        return name
    }
}
