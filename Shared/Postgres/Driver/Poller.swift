import CLibPQ
import Glibc

/// An epoll instance. Confined to the driver thread.
@safe
struct Poller: ~Copyable {
    struct Readiness {
        let token: UInt64
        let isReadable: Bool
        let isWritable: Bool
    }

    /// Events taken from the kernel at once; more stay there until the next turn.
    private static let eventsMax = 64

    private let descriptor: Int32
    private var events = unsafe [epoll_event](repeating: epoll_event(), count: Poller.eventsMax)

    init() {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        precondition(descriptor >= 0, "no epoll: the process has no file descriptors left")
    }

    deinit {
        _ = Glibc.close(descriptor)
    }

    func watch(_ file: Int32, token: UInt64, reading: Bool = true, writing: Bool = false) {
        control(EPOLL_CTL_ADD, file, token: token, reading: reading, writing: writing)
    }

    func rewatch(_ file: Int32, token: UInt64, reading: Bool, writing: Bool) {
        control(EPOLL_CTL_MOD, file, token: token, reading: reading, writing: writing)
    }

    func forget(_ file: Int32) {
        control(EPOLL_CTL_DEL, file, token: 0, reading: false, writing: false)
    }

    private func control(
        _ operation: Int32,
        _ file: Int32,
        token: UInt64,
        reading: Bool,
        writing: Bool
    ) {
        var event = unsafe epoll_event()
        if reading { unsafe event.events |= EPOLLIN.rawValue }
        if writing { unsafe event.events |= EPOLLOUT.rawValue }
        unsafe event.data.u64 = token
        // Fails for a descriptor that is closed already, which then needs no watching.
        _ = unsafe epoll_ctl(descriptor, operation, file, &event)
    }

    /// Waits for at most that long; −1 waits for ever.
    mutating func wait(milliseconds: Int32, _ body: (Readiness) -> Void) {
        let count = unsafe epoll_wait(
            descriptor,
            &events,
            Int32(Poller.eventsMax),
            milliseconds
        )
        for index in 0..<Int(max(0, count)) {
            let event = unsafe events[index]
            // Errors and hang-ups are learnt of by reading.
            let writable = unsafe event.events & EPOLLOUT.rawValue != 0
            let readable = unsafe event.events & ~EPOLLOUT.rawValue != 0
            let token = unsafe event.data.u64
            body(Readiness(token: token, isReadable: readable, isWritable: writable))
        }
    }
}
