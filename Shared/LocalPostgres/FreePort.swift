import Glibc

/// A TCP port of 127.0.0.1 that nobody has at this moment; the kernel picks it.
func freePort() throws(LocalPostgresError) -> UInt16 {
    let raw = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard raw >= 0 else { throw .system(call: "socket", code: errno) }
    let socket = Descriptor(raw)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
            let bound = unsafe bind(socket.raw, generic, length)
            return unsafe bound == 0 ? getsockname(socket.raw, generic, &length) : bound
        }
    }
    guard code == 0 else { throw .system(call: "bind", code: errno) }
    return UInt16(bigEndian: address.sin_port)
}
