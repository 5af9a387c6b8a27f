import Synchronization

/// The thread that owns every libpq connection of the process, started when it is first needed.
enum Driver {
    /// The way to it.
    static let inbox: Inbox = {
        let inbox = Inbox()
        let isStarted = Thread.start {
            DriverLoop(inbox).run()
        }
        precondition(isStarted, "no thread: the process cannot have another one")
        return inbox
    }()

    private static let lastPool = Atomic(0)

    static func nextPool() -> Int {
        lastPool.add(1, ordering: .relaxed).newValue
    }
}
