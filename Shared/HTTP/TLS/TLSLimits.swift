/// The bounds of a TLS connection.
enum TLSLimits {
    /// The most plaintext that one record carries (RFC 8446 §5.1), in bytes.
    static let recordMax = 16_384

    /// What sealing adds to a record at most: header 5, explicit nonce 8, tag 16, inner type 1.
    static let recordOverhead = 30

    /// Plaintext held before the handshake is done, in bytes; more fails the connection.
    static let queuedBytesMax = 256 * 1024

    /// Writes held before the handshake is done.
    static let queuedWritesMax = 1024

    /// Plaintext held between flushes, in bytes. Beyond it the bytes are sealed at once, so that
    /// the channel counts them and turns unwritable when it should.
    static let unflushedBytesMax = 1024 * 1024

    /// The same for many small writes.
    static let unflushedWritesMax = 4096

    /// Writes whose place in the queue an idle connection keeps; 32 bytes each.
    static let keptWritesMax = 4

    /// Plaintext handed on in one piece, in bytes: four full records.
    static let readBytesMax = 64 * 1024

    /// Answers to records without data (key updates, refused renegotiations), in bytes, until
    /// data arrives again and the peer reads. Each is about 30 bytes: five hundred of them.
    static let controlBytesMax = 16 * 1024

    /// Buffers that one thread keeps for reuse, and the largest it keeps, in bytes.
    static let pooledBuffersMax = 4
    static let pooledBytesMax = 128 * 1024

    /// How long a closing connection may still send what was written, in milliseconds.
    static let closeMilliseconds: Int64 = 2000

    /// Depth of a certificate chain, intermediates only.
    static let chainDepthMax: Int32 = 8

    /// Size of a PEM file, in bytes; Debian's whole trust store has 214 KB.
    static let fileBytesMax = 4 * 1024 * 1024

    /// Certificates in one file or chain.
    static let certificatesMax = 1024

    /// Hosts whose sessions a client remembers, and sessions of each.
    static let sessionHostsMax = 256
    static let sessionsPerHostMax = 4

    /// A serialised session with its peer's certificate, in bytes.
    static let sessionBytesMax = 16 * 1024

    /// Tickets are sealed under one key for this long, in seconds, and accepted twice as long.
    static let ticketKeySeconds: Int64 = 8 * 3600
}
