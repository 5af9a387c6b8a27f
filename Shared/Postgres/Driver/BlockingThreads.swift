import Glibc
import Guarded

/// A few threads for calls into libpq that block. They are started when there is work, at most
/// `max` at a time, and end when there is none.
final class BlockingThreads: Sendable {
    /// Jobs that may wait for a thread; more are not taken.
    static let jobsMax = 1024

    private struct State: Sendable {
        var jobs = Queue<@Sendable () -> Void>()
        var threads = 0
    }

    private let max: Int
    private let state = Guarded(State())

    init(max: Int) {
        self.max = max
    }

    /// Runs `job` on one of the threads.
    ///
    /// - Returns: false when too much waits already, or no thread could be started.
    func run(_ job: @escaping @Sendable () -> Void) -> Bool {
        let (accepted, starts) = state.withLock { state in
            guard state.jobs.count < BlockingThreads.jobsMax else { return (false, false) }
            state.jobs.append(job)
            guard state.threads < max else { return (true, false) }
            state.threads += 1
            return (true, true)
        }
        guard starts else { return accepted }
        return Thread.start { [self] in work() } || giveUp()
    }

    private func work() {
        while let job = next() { job() }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            let job = state.jobs.popFirst()
            if job == nil { state.threads -= 1 }
            return job
        }
    }

    /// No thread could be started: unless others will do the jobs, nobody does.
    private func giveUp() -> Bool {
        state.withLock { state in
            state.threads -= 1
            if state.threads == 0 { _ = state.jobs.removeAll() }
            return state.threads > 0
        }
    }
}

/// A plain thread of the operating system, for what must not run on Swift's own.
enum Thread {
    /// - Returns: false when the system has no thread to give.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        final class Body: Sendable {
            let run: @Sendable () -> Void
            init(_ run: @escaping @Sendable () -> Void) { self.run = run }
        }
        let boxed = unsafe Unmanaged.passRetained(Body(body))
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        defer { unsafe pthread_attr_destroy(&attributes) }
        var thread = pthread_t()
        let failure = unsafe pthread_create(
            &thread,
            &attributes,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                }
                return nil
            },
            boxed.toOpaque()
        )
        if failure != 0 { unsafe boxed.release() }
        return failure == 0
    }
}
