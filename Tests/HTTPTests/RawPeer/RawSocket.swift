import Glibc

/// A blocking TCP connection on which every wait has an end.
@safe final class RawSocket {
    private let descriptor: CInt
    private(set) var isOpen = true

    enum Failure: Error {
        case system(String, CInt)
        /// Nothing came, or nothing was taken, in the time there was.
        case silence
    }

    /// - Parameter receiveBuffer: of the kernel, in bytes, for a peer that is slow on purpose.
    init(port: Int, receiveBuffer: Int? = nil) throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.system("socket", errno) }
        if let receiveBuffer { try set(SOL_SOCKET, SO_RCVBUF, CInt(receiveBuffer)) }
        try set(CInt(IPPROTO_TCP), TCP_NODELAY, 1)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure.system("connect", errno) }
    }

    deinit { close() }

    func close() {
        guard isOpen else { return }
        isOpen = false
        Glibc.close(descriptor)
    }

    /// No more will be sent; reading goes on.
    func finishSending() { shutdown(descriptor, CInt(SHUT_WR)) }

    private func set(_ level: CInt, _ option: CInt, _ value: CInt) throws {
        var value = value
        let size = socklen_t(MemoryLayout<CInt>.size)
        guard unsafe setsockopt(descriptor, level, option, &value, size) == 0 else {
            throw Failure.system("setsockopt", errno)
        }
    }

    /// - Returns: false where the other side has closed.
    func write(_ bytes: [UInt8], within seconds: Double = 30) throws -> Bool {
        var sent = 0
        while sent < bytes.count {
            try wait(for: POLLOUT, seconds)
            let count = unsafe bytes.withUnsafeBytes {
                unsafe send(
                    descriptor,
                    $0.baseAddress?.advanced(by: sent),
                    bytes.count - sent,
                    CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT)
                )
            }
            if count < 0, errno == EPIPE || errno == ECONNRESET { return false }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else { throw Failure.system("send", errno) }
            sent += count
        }
        return true
    }

    /// - Returns: what has come, or nil where the other side has closed.
    func read(within seconds: Double = 30) throws -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 64 * 1_024)
        while true {
            try wait(for: POLLIN, seconds)
            let count = unsafe recv(descriptor, &buffer, buffer.count, CInt(MSG_DONTWAIT))
            if count > 0 { return Array(buffer[..<count]) }
            if count == 0 || errno == ECONNRESET { return nil }
            guard errno == EAGAIN || errno == EINTR else { throw Failure.system("recv", errno) }
        }
    }

    private func wait(for event: CInt, _ seconds: Double) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            let left = (end - .now) / .milliseconds(1)
            var entry = pollfd(fd: descriptor, events: CShort(event), revents: 0)
            let ready = unsafe poll(&entry, 1, CInt(max(0, left)))
            if ready > 0 { return }
            // The end of another test's program interrupts this one.
            guard ready < 0, errno == EINTR else { throw Failure.silence }
        }
    }
}
