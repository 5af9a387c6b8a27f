import Glibc
import NIOConcurrencyHelpers

/// Ports that nothing listens on. Each stays bound, unused, until all have been chosen, so that
/// none is given twice; a server may bind it once this object has gone.
final class FreePorts: Sendable {
    private let sockets = NIOLockedValueBox<[CInt]>([])

    deinit { sockets.withLockedValue { for socket in $0 { close(socket) } } }

    func next() throws -> Int {
        let file = socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard file >= 0 else { throw Refusal("No socket: error \(errno).") }
        sockets.withLockedValue { $0.append(file) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard unsafe bind(file, address, length) == 0 else { return errno }
                return unsafe getsockname(file, address, &length) == 0 ? 0 : errno
            }
        }
        guard code == 0 else { throw Refusal("No free port: error \(code).") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
