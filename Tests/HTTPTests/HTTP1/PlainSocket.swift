import Glibc
import NIOCore
import NIOPosix

/// A blocking TCP client that writes whatever it is told and reads whatever comes, for requests no
/// library would send.
final class PlainSocket: Sendable {
    private let descriptor: CInt
    private static let noSignal = CInt(truncatingIfNeeded: MSG_NOSIGNAL)

    /// - Parameter timeout: seconds that a read waits.
    init(port: Int, timeout: Int = 5) throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
        let status = unsafe address.withSockAddr { pointer, size in
            unsafe connect(descriptor, pointer, socklen_t(size))
        }
        guard status == 0 else { throw IOError(errnoCode: errno, reason: "connect") }
    }

    deinit { close(descriptor) }

    func send(_ bytes: some Sequence<UInt8>) {
        var bytes = Array(bytes)
        while !bytes.isEmpty {
            let count = unsafe Glibc.send(descriptor, bytes, bytes.count, Self.noSignal)
            guard count > 0 else { return }
            bytes.removeFirst(count)
        }
    }

    func send(_ text: String) { send(text.utf8) }

    /// Says that nothing more will be sent.
    func finish() { shutdown(descriptor, CInt(SHUT_WR)) }

    /// Up to 64 KiB; nothing at the end, nil after the timeout.
    func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { return errno == EAGAIN ? nil : [] }
        return Array(buffer[..<count])
    }

    /// Everything until the server closes, or until nothing came for the timeout.
    func receiveAll() async -> String {
        await blocking { socket in
            var all: [UInt8] = []
            while let piece = socket.receive(), !piece.isEmpty { all += piece }
            return String(decoding: all, as: UTF8.self)
        }
    }

    /// Whether the server closes before the timeout; what it still says is thrown away.
    func isClosed() async -> Bool {
        await blocking { socket in
            while let piece = socket.receive() {
                if piece.isEmpty { return true }
            }
            return false
        }
    }

    /// Reads until the text has come, the server has closed or the timeout has passed.
    func receive(until text: String) async -> String {
        await blocking { socket in
            var all = ""
            while !all.contains(text), let piece = socket.receive(), !piece.isEmpty {
                all += String(decoding: piece, as: UTF8.self)
            }
            return all
        }
    }

    private func blocking<Result: Sendable>(
        _ body: @escaping @Sendable (PlainSocket) -> Result
    ) async -> Result {
        await withCheckedContinuation { continuation in
            NIOThreadPool.singleton.submit { _ in continuation.resume(returning: body(self)) }
        }
    }
}
