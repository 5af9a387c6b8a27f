import Glibc

/// A TCP port of 127.0.0.1 that the kernel gives to nobody else while this exists. It is bound but
/// does not listen, and allows reuse; so PostgreSQL, which asks for reuse, can listen on it.
struct PortReservation: ~Copyable {
    let port: UInt16
    private let socket: Descriptor

    static func make() throws(LocalPostgresError) -> PortReservation {
        let raw = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard raw >= 0 else { throw .system(call: "socket", code: errno) }
        let socket = Descriptor(raw)
        var yes: CInt = 1
        let size = socklen_t(MemoryLayout<CInt>.size)
        guard unsafe setsockopt(raw, SOL_SOCKET, SO_REUSEADDR, &yes, size) == 0 else {
            throw .system(call: "setsockopt", code: errno)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                let bound = unsafe bind(raw, generic, length)
                return unsafe bound == 0 ? getsockname(raw, generic, &length) : bound
            }
        }
        guard code == 0 else { throw .system(call: "bind", code: errno) }
        return PortReservation(port: UInt16(bigEndian: address.sin_port), socket: socket)
    }
}
