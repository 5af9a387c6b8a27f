import Glibc
import NIOCore
import NIOPosix

/// Asks the system what a name stands for. It blocks, so it happens on a thread of its own; whoever
/// waits for a connection meanwhile waits no longer than `waitTimeout`.
enum NameLookup {
    /// Lookups that may hang at once. A pool never starts a second one for the same name.
    private static let threads: NIOThreadPool = {
        let threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        return threads
    }()

    static func start(_ name: Upstream.Address, for pool: UpstreamPool) {
        let loop = pool.loop.executor.eventLoop
        let bound = NIOLoopBound(pool, eventLoop: loop)
        threads.submit { state in
            let found = state == .active ? addresses(of: name) : []
            loop.execute { bound.value.lookedUp(name, found) }
        }
    }

    /// - Returns: every address, in the system's order; none where the name is not known.
    static func addresses(of name: Upstream.Address) -> [SocketAddress] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(name.host, String(name.port), &hints, &list) == 0 else {
            return []
        }
        defer { unsafe freeaddrinfo(list) }
        var found: [SocketAddress] = []
        var next = unsafe list
        while let entry = unsafe next?.pointee {
            if let address = unsafe address(entry) { found.append(address) }
            unsafe next = entry.ai_next
        }
        return found
    }

    private static func address(_ entry: addrinfo) -> SocketAddress? {
        guard let raw = unsafe UnsafeRawPointer(entry.ai_addr) else { return nil }
        switch unsafe entry.ai_family {
        case AF_INET:
            return SocketAddress(unsafe raw.loadUnaligned(as: sockaddr_in.self))
        case AF_INET6:
            return SocketAddress(unsafe raw.loadUnaligned(as: sockaddr_in6.self))
        case _:
            return nil
        }
    }
}
