import Glibc

/// One open file descriptor, closed when its owner goes.
struct Descriptor: ~Copyable {
    let raw: CInt

    init(_ raw: CInt) { self.raw = raw }

    deinit { _ = close(raw) }

    /// Opens a file; `flags` gain `O_CLOEXEC`, so that no child inherits it by accident.
    init(path: String, flags: CInt, mode: mode_t = 0o600) throws(LocalPostgresError) {
        let opened = unsafe open(path, flags | O_CLOEXEC, mode)
        guard opened >= 0 else { throw .system(call: "open \(path)", code: errno) }
        raw = opened
    }

    /// Both ends of a new connection. Unlike a pipe's, they are closed on `exec` from the start,
    /// and writing to one whose peer has gone need not raise a signal.
    static func pair() throws(LocalPostgresError) -> DescriptorPair {
        var ends: [CInt] = [-1, -1]
        let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw .system(call: "socketpair", code: errno)
        }
        return DescriptorPair(ours: Descriptor(ends[0]), theirs: Descriptor(ends[1]))
    }

    /// Up to `limit` bytes from where the file stands; empty at its end.
    func read(upTo limit: Int) throws(LocalPostgresError) -> [UInt8] {
        try unsafe bytes(of: "read", limit) { unsafe Glibc.read(raw, $0.baseAddress, $0.count) }
            ?? []
    }

    /// Up to `limit` bytes that have arrived on a connection; empty when the peer has closed it,
    /// nil when there is nothing yet.
    func receive(upTo limit: Int) throws(LocalPostgresError) -> [UInt8]? {
        try unsafe bytes(of: "recv", limit) {
            unsafe recv(raw, $0.baseAddress, $0.count, CInt(MSG_DONTWAIT))
        }
    }

    private func bytes(
        of call: String,
        _ limit: Int,
        from body: (UnsafeMutableRawBufferPointer) -> Int
    ) throws(LocalPostgresError) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe body($0) }
        if count >= 0 { return Array(buffer[..<count]) }
        guard errno == EAGAIN || errno == EINTR else { throw .system(call: call, code: errno) }
        return nil
    }
}

/// Two ends of one connection: one stays, the other is for a child.
struct DescriptorPair: ~Copyable {
    let ours: Descriptor
    let theirs: Descriptor
}

extension String {
    /// The first `limit` bytes of a small file, or nil when it cannot be read. It reads until the
    /// end because files of `/proc` do not know their size.
    init?(startOf path: String, limit: Int = 65_536) {
        guard let file = try? Descriptor(path: path, flags: O_RDONLY) else { return nil }
        var bytes: [UInt8] = []
        while bytes.count < limit {
            guard let more = try? file.read(upTo: limit - bytes.count), !more.isEmpty else { break }
            bytes += more
        }
        self.init(decoding: bytes, as: UTF8.self)
    }
}
