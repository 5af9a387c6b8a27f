import Glibc
import NIOCore

/// A bound, listening TCP socket that several event loops accept from: whichever is idle takes the
/// next connection, and no second process can quietly take a share of the port.
struct ListeningSocket {
    let descriptor: CInt
    let port: Int

    /// Connections the kernel holds while every loop is busy.
    static let backlog: CInt = 1_024

    init(_ address: SocketAddress) throws {
        let family = address.protocol == .inet6 ? AF_INET6 : AF_INET
        let kind = CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, kind | CInt(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw IOError(errnoCode: errno, reason: "socket") }
        do {
            try Self.enable(SO_REUSEADDR, level: SOL_SOCKET, on: descriptor)
            if family == AF_INET6 {
                try Self.enable(IPV6_V6ONLY, level: CInt(IPPROTO_IPV6), on: descriptor)
            }
            let bound = unsafe address.withSockAddr { pointer, size in
                unsafe bind(descriptor, pointer, socklen_t(size))
            }
            guard bound == 0 else { throw IOError(errnoCode: errno, reason: "bind") }
            guard listen(descriptor, Self.backlog) == 0 else {
                throw IOError(errnoCode: errno, reason: "listen")
            }
            port = try Self.localPort(of: descriptor)
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    private static func enable(_ option: CInt, level: CInt, on descriptor: CInt) throws {
        var one: CInt = 1
        let size = socklen_t(MemoryLayout<CInt>.size)
        guard unsafe setsockopt(descriptor, level, option, &one, size) == 0 else {
            throw IOError(errnoCode: errno, reason: "setsockopt")
        }
    }

    private static func localPort(of descriptor: CInt) throws -> Int {
        // Both families keep the port in the same place, and the larger address holds either.
        var address = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &size)
            }
        }
        guard status == 0 else { throw IOError(errnoCode: errno, reason: "getsockname") }
        return Int(UInt16(bigEndian: address.sin6_port))
    }

    /// Another descriptor for the same socket, for another loop.
    func duplicate() throws -> CInt {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw IOError(errnoCode: errno, reason: "dup") }
        return copy
    }
}
