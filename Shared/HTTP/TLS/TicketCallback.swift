import COpenSSL

/// OpenSSL's question for the keys of one ticket, answered from ``TicketKeys``.
enum TicketCallback {
    private static let nameLength = 16
    private static let ivLength = 16

    /// What the answers mean to OpenSSL.
    private enum Answer {
        static let failed: Int32 = -1
        static let noTicket: Int32 = 0
        static let use: Int32 = 1
        static let useAndRenew: Int32 = 2
    }

    static func install(in context: TLSContext) {
        unsafe shim_SSL_CTX_set_tlsext_ticket_key_evp_cb(context.raw) {
            ssl,
            name,
            iv,
            cipher,
            mac,
            seals in
            guard let name = unsafe name, let iv = unsafe iv, let cipher = unsafe cipher,
                let mac = unsafe mac, let ssl = unsafe ssl,
                let keys = unsafe TLSConnection.of(ssl)?.serverContext?.tickets
            else { return Answer.failed }
            return seals == 1
                ? unsafe TicketCallback.seal(keys, name: name, iv: iv, cipher: cipher, mac: mac)
                : unsafe TicketCallback.open(keys, name: name, iv: iv, cipher: cipher, mac: mac)
        }
    }

    private static func seal(
        _ keys: TicketKeys,
        name: UnsafeMutablePointer<UInt8>,
        iv: UnsafeMutablePointer<UInt8>,
        cipher: OpaquePointer,
        mac: OpaquePointer
    ) -> Int32 {
        guard let key = keys.sealing() else { return Answer.failed }
        unsafe name.update(from: key.name, count: nameLength)
        guard unsafe RAND_bytes(iv, Int32(ivLength)) == 1,
            unsafe EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), nil, key.cipher, iv) == 1,
            unsafe start(mac, with: key)
        else { return Answer.failed }
        return Answer.use
    }

    private static func open(
        _ keys: TicketKeys,
        name: UnsafeMutablePointer<UInt8>,
        iv: UnsafeMutablePointer<UInt8>,
        cipher: OpaquePointer,
        mac: OpaquePointer
    ) -> Int32 {
        let name = unsafe Array(UnsafeBufferPointer(start: name, count: nameLength))
        guard let (key, renew) = keys.opening(name) else { return Answer.noTicket }
        guard unsafe EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), nil, key.cipher, iv) == 1,
            unsafe start(mac, with: key)
        else { return Answer.failed }
        return renew ? Answer.useAndRenew : Answer.use
    }

    private static func start(_ mac: OpaquePointer, with key: TicketKeys.Key) -> Bool {
        var secret = key.mac
        return unsafe shim_ticket_mac_init(mac, &secret, secret.count) == 1
    }
}
