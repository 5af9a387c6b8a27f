import COpenSSL
import Glibc

/// PEM text in memory that is wiped when it goes, because it may hold a private key.
@safe final class PEMText {
    /// Where it came from, for errors.
    let source: String
    private let bytes: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) throws(TLSConfigurationError) {
        source = "in memory"
        guard bytes.count <= TLSLimits.fileBytesMax else {
            throw TLSConfigurationError(source: source, reason: .tooLarge)
        }
        unsafe self.bytes = .allocate(byteCount: bytes.count, alignment: 1)
        unsafe self.bytes.copyBytes(from: bytes)
    }

    /// Reads a regular file. Opened without blocking, because a path may lead to a pipe.
    init(file path: String) throws(TLSConfigurationError) {
        source = path
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw TLSConfigurationError(source: path, reason: .unreadable)
        }
        defer { _ = close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw TLSConfigurationError(source: path, reason: .unreadable)
        }
        guard status.st_size <= TLSLimits.fileBytesMax else {
            throw TLSConfigurationError(source: path, reason: .tooLarge)
        }
        unsafe bytes = .allocate(byteCount: Int(status.st_size), alignment: 1)
        var filled = 0
        while filled < Int(status.st_size) {
            let count = unsafe read(
                descriptor,
                bytes.baseAddress?.advanced(by: filled),
                bytes.count - filled
            )
            guard count > 0 else {
                throw TLSConfigurationError(source: path, reason: .unreadable)
            }
            filled += count
        }
    }

    deinit {
        unsafe OPENSSL_cleanse(bytes.baseAddress, bytes.count)
        unsafe bytes.deallocate()
    }

    /// All certificates, in order; at least one.
    func certificates() throws(TLSConfigurationError) -> [OwnedPointer] {
        let memory = try reader(or: .noCertificate)
        var found: [OwnedPointer] = []
        while true {
            OpenSSLErrors.clear()
            let next = unsafe OwnedPointer(PEM_read_bio_X509(memory.raw, nil, nil, nil)) {
                unsafe X509_free($0)
            }
            guard let next else { break }
            guard found.count < TLSLimits.certificatesMax else { throw failure(.tooLarge) }
            found.append(next)
        }
        let end = OpenSSLErrors.take()
        let isEnd = end.library == ERR_LIB_PEM && end.code == PEM_R_NO_START_LINE
        guard isEnd, !found.isEmpty else { throw failure(.noCertificate) }
        return found
    }

    /// The first private key. One that needs a password is refused, not asked for.
    func privateKey() throws(TLSConfigurationError) -> OwnedPointer {
        let memory = try reader(or: .noPrivateKey)
        var isEncrypted = false
        OpenSSLErrors.clear()
        let key = unsafe withUnsafeMutablePointer(to: &isEncrypted) { flag in
            unsafe PEM_read_bio_PrivateKey(
                memory.raw,
                nil,
                { _, _, _, flag in
                    unsafe flag?.assumingMemoryBound(to: Bool.self).pointee = true
                    return -1
                },
                flag
            )
        }
        OpenSSLErrors.clear()
        guard let key = unsafe OwnedPointer(key, free: { unsafe EVP_PKEY_free($0) }) else {
            throw failure(isEncrypted ? .privateKeyIsEncrypted : .noPrivateKey)
        }
        return key
    }

    /// A BIO over the text, which it must not outlive.
    private func reader(
        or reason: TLSConfigurationError.Reason
    ) throws(TLSConfigurationError) -> OwnedPointer {
        let memory = unsafe BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count))
        guard let memory = unsafe OwnedPointer(memory, free: { unsafe _ = BIO_free($0) }) else {
            throw failure(reason)
        }
        return memory
    }

    private func failure(_ reason: TLSConfigurationError.Reason) -> TLSConfigurationError {
        TLSConfigurationError(source: source, reason: reason)
    }
}
