import NIOCore
import NIOPosix
import Testing

@testable import HTTP

@Suite("Tasks on an event loop")
struct LoopExecutorTests {
    private func onLoop<Result: Sendable>(
        _ body: @escaping @Sendable (LoopExecutor) async throws -> Result
    ) async throws -> Result {
        let group = LoopGroup(count: 1)
        let executor = try #require(group.executors.first)
        let result = try await Task(executorPreference: executor) { try await body(executor) }.value
        try await group.shutDown()
        return result
    }

    @Test("A task that yields for ever does not starve the loop")
    func yielding() async throws {
        try await onLoop { executor in
            let turns = Tally()
            let busy = Task(executorPreference: executor) {
                while !Task.isCancelled { await Task.yield() }
            }
            for _ in 0..<50 {
                try await executor.eventLoop.scheduleTask(in: .microseconds(100)) {
                    turns.enter()
                }.futureResult.get()
            }
            #expect(turns.total == 50)
            busy.cancel()
            await busy.value
        }
    }

    @Test("Whatever a task waits for, it goes on on its loop")
    func preference() async throws {
        try await onLoop { executor in
            func isHome() -> Bool { executor.eventLoop.inEventLoop }
            #expect(isHome())
            try await Task.sleep(for: .milliseconds(1))
            #expect(isHome())
            await withCheckedContinuation { continuation in
                let foreign = NIOSingletons.posixBlockingThreadPool
                foreign.submit { _ in continuation.resume() }
            }
            #expect(isHome())
            _ = await Task.detached { 1 }.value
            #expect(isHome())
            try await NIOSingletons.posixEventLoopGroup.next().submit {}.get()
            #expect(isHome())
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<10 { group.addTask { executor.eventLoop.inEventLoop } }
                for await isChildHome in group { #expect(isChildHome) }
            }
            async let child = executor.eventLoop.inEventLoop
            #expect(await child)
            await Foreign().visit()
            #expect(isHome())
        }
    }

    private actor Foreign {
        private var visits = 0

        func visit() { visits += 1 }
    }

    @Test("Jobs from many threads all run, on the loop, and one after the other")
    func inbox() async throws {
        let count = try await onLoop { executor in
            let box = NIOLoopBoundBox(0, eventLoop: executor.eventLoop)
            let concurrent = Tally()
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask(executorPreference: globalConcurrentExecutor) {
                        for _ in 0..<500 {
                            await withTaskExecutorPreference(executor) { @concurrent in
                                concurrent.enter()
                                box.value += 1
                                concurrent.leave()
                            }
                        }
                    }
                }
            }
            #expect(concurrent.peak == 1)
            return box.value
        }
        #expect(count == 4_000)
    }

    @Test("What has output writes once a turn, behind everything that was ready")
    func flushing() async throws {
        try await onLoop { executor in
            let target = NIOLoopBound(Writer(), eventLoop: executor.eventLoop)
            for _ in 0..<5 { executor.flush(after: target.value) }
            #expect(target.value.flushes == 0)
            await Task.yield()
            #expect(target.value.flushes == 1)
            executor.flush(after: target.value)
            await Task.yield()
            #expect(target.value.flushes == 2)
        }
    }

    @Test("Several that read for one writer in a turn have it write once")
    func forwarding() async throws {
        try await onLoop { executor in
            let readers = [Writer(), Writer(), Writer()]
            let upstream = Writer()
            for reader in readers {
                executor.promiseBatch(after: reader)
                executor.flush(after: upstream)
                executor.flush(after: reader)
                executor.runBatch(after: reader)
                #expect(reader.flushes == 1 && upstream.flushes == 0)
            }
            await Task.yield()
            #expect(upstream.flushes == 1 && readers.allSatisfy { $0.flushes == 1 })
        }
    }

    private final class Writer: Flushable {
        private(set) var flushes = 0

        override func flush() { flushes += 1 }
    }

    @Test("A batch that was promised and did not come is made up for")
    func promise() async throws {
        try await onLoop { executor in
            executor.promiseBatch(after: Writer())
            executor.replacePromisedBatch()
            await Task.yield()
        }
    }

    @Test("A group knows the loop that it is called on")
    func current() async throws {
        let group = LoopGroup(count: 3)
        #expect(group.executors.count == 3)
        #expect(group.current == nil)
        for executor in group.executors {
            let found = try await executor.eventLoop.submit { group.current === executor }.get()
            #expect(found)
        }
        try await group.shutDown()
    }
}

@Suite("Deadlines and buckets")
struct DeadlineTests {
    @Test("A deadline counts down, rounds up and never goes below nothing")
    func deadlines() {
        #expect(Deadline.never.remainingMilliseconds == nil)
        #expect(!Deadline.never.hasPassed)
        let past = Deadline.after(milliseconds: -5)
        #expect(past.hasPassed && past.remainingMilliseconds == 0)
        let soon = Deadline(.now() + .microseconds(60_000_100))
        #expect(soon.remainingMilliseconds.map { (59_000...60_001).contains($0) } == true)
        #expect(past < soon && soon < .never)
        #expect(!Deadline.after(.seconds(5)).hasPassed)
    }

    /// How many of `count` attempts succeed.
    private func taken(_ count: Int, from bucket: inout TokenBucket, at now: NIODeadline) -> Int {
        var taken = 0
        for _ in 0..<count where bucket.take(now: now) { taken += 1 }
        return taken
    }

    @Test("A bucket gives its burst at once, and then its rate")
    func bucket() {
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000)
        var bucket = TokenBucket(burst: 100, perSecond: 33, now: start)
        #expect(taken(200, from: &bucket, at: start) == 100)
        var later = 0
        for tick in 1...1_000 where bucket.take(now: start + .milliseconds(Int64(tick) * 10)) {
            later += 1
        }
        // 10 s at 33 a second.
        #expect((329...331).contains(later))
    }

    @Test("A bucket never holds more than its burst, and a clock that stands still gives nothing")
    func full() {
        let start = NIODeadline.uptimeNanoseconds(1)
        var bucket = TokenBucket(burst: 3, perSecond: 1, now: start)
        bucket.put(50)
        let much = start + .hours(1)
        #expect(taken(10, from: &bucket, at: much) == 3)
        bucket.put(2)
        #expect(taken(10, from: &bucket, at: much) == 2)
        #expect(taken(1, from: &bucket, at: start) == 0)
    }

    @Test("A stream is opened once")
    func history() {
        var history = StreamHistory()
        #expect(history.open(1) == .new)
        #expect(history.open(7) == .new)
        #expect(history.open(3) == .wrong)
        #expect(history.open(7) == .wrong)
        history.noteReset(7)
        #expect(history.open(7) == .late)
        for id in stride(from: Int32(9), to: 9 + 2 * 128, by: 2) { history.noteReset(id) }
        #expect(history.open(7) == .wrong)
    }
}
