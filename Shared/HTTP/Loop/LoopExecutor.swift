import NIOConcurrencyHelpers
public import NIOCore

/// Runs Swift tasks on one NIO event loop, so that a handler and the connection it answers share a
/// thread and nothing is handed over.
///
/// One batch of jobs runs a turn: a task that yields for ever does not starve the loop.
public final class LoopExecutor: TaskExecutor {
    /// The loop whose thread runs the tasks.
    public let eventLoop: any EventLoop
    fileprivate let local: NIOLoopBoundBox<Local>
    private let inbox = NIOLockedValueBox<[UnownedJob]>([])

    /// What only the loop's own thread touches.
    fileprivate struct Local {
        var jobs: [UnownedJob] = []
        var running: [UnownedJob] = []
        /// What has output to write once the batch has run.
        var unflushed: [Flushable] = []
        var flushing: [Flushable] = []
        /// Whether the loop has been asked to run what is queued, once it has read what there is.
        var isScheduled = false
        /// Whether a batch is running, or certain to: it looks for what is left itself.
        var isPromised = false
    }

    /// One executor for each loop: `LoopGroup` makes them.
    public init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        local = .makeBoxSendingValue(Local(), eventLoop: eventLoop)
    }

    /// Called by the Swift runtime, from any thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if eventLoop.inEventLoop {
            local.value.jobs.append(job)
            schedule()
        } else {
            let wasEmpty = inbox.withLockedValue { jobs in
                jobs.append(job)
                return jobs.count == 1
            }
            // One wake-up for everything that arrives before the loop looks.
            if wasEmpty { eventLoop.execute { self.takeInbox() } }
        }
    }

    /// Called by the Swift runtime.
    public func asUnownedTaskExecutor() -> UnownedTaskExecutor {
        unsafe UnownedTaskExecutor(ordinary: self)
    }

    private func takeInbox() {
        let arrived = inbox.withLockedValue { jobs in
            let arrived = jobs
            jobs = []
            return arrived
        }
        local.value.jobs.append(contentsOf: arrived)
        runBatch()
    }

    /// Has `target` write once, after everything that is ready has run.
    func flush(after target: Flushable) {
        guard !target.awaitsFlush else { return }
        target.awaitsFlush = true
        local.value.unflushed.append(target)
        schedule()
    }

    /// Says that `runBatch(after: target)` will be called, so that neither a turn nor a flush of
    /// the target needs to be arranged.
    func promiseBatch(after target: Flushable) {
        local.value.isPromised = true
        target.awaitsFlush = true
    }

    /// Takes a promise back: who made it may have closed before the call.
    func replacePromisedBatch() {
        local.value.isPromised = false
        schedule()
    }

    /// Runs what `target` has read to run, and lets it write. Others' output waits for the end of
    /// the turn: many connections may have read something for the same one.
    func runBatch(after target: Flushable) {
        local.value.isPromised = true
        runJobs()
        target.awaitsFlush = false
        target.flush()
        endBatch()
    }

    private func schedule() {
        guard !local.value.isScheduled, !local.value.isPromised else { return }
        local.value.isScheduled = true
        eventLoop.execute {
            self.local.value.isScheduled = false
            self.runBatch()
        }
    }

    /// Runs what is queued now, then lets every connection that has output write it.
    private func runBatch() {
        eventLoop.assertInEventLoop()
        local.value.isPromised = true
        runJobs()
        flushAll()
        endBatch()
    }

    private func endBatch() {
        local.value.isPromised = false
        if !local.value.jobs.isEmpty || !local.value.unflushed.isEmpty { schedule() }
    }

    private func runJobs() {
        guard !local.value.jobs.isEmpty else { return }
        var batch = local.value.takeJobs()
        let executor = unsafe asUnownedTaskExecutor()
        for job in batch { unsafe job.runSynchronously(on: executor) }
        batch.removeAll(keepingCapacity: true)
        local.value.running = batch
    }

    private func flushAll() {
        guard !local.value.unflushed.isEmpty else { return }
        var batch = local.value.takeUnflushed()
        for target in batch {
            target.awaitsFlush = false
            target.flush()
        }
        batch.removeAll(keepingCapacity: true)
        local.value.flushing = batch
    }
}

extension LoopExecutor.Local {
    // Two arrays change places, so that neither is allocated again; the batch leaves the box,
    // because what runs may enqueue.
    fileprivate mutating func takeJobs() -> [UnownedJob] {
        let batch = jobs
        jobs = running
        running = []
        return batch
    }

    fileprivate mutating func takeUnflushed() -> [Flushable] {
        let batch = unflushed
        unflushed = flushing
        flushing = []
        return batch
    }
}

/// Something with output of its own that is written once a turn. Confined to its event loop.
class Flushable {
    final fileprivate(set) var awaitsFlush = false

    /// Writes everything that is ready.
    func flush() {}
}
