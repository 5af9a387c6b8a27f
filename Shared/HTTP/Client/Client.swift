import NIOCore
import NIOPosix
import Synchronization

/// An HTTP client: long-lived connections on each of its event loops, shared by all requests.
///
/// ```swift
/// let client = Client()
/// let talent = Upstream("talent", at: [.init("10.0.0.7", 8104)])
/// let response = try await client.send(.json(.post, "/talent/interests", body), to: talent,
///                                      deadline: .after(.seconds(2)))
/// let answer = try await response.collect(upTo: 64 * 1024)
/// ```
///
/// A call made on one of its event loops stays there, connection and all.
public final class Client: Sendable {
    private let loops: [NIOLoopBoundBox<ClientLoop>]
    private let next = Atomic<Int>(0)

    /// - Parameter loops: those of the servers in this process, so that nothing hops threads.
    public init(on loops: LoopGroup = .shared) {
        self.loops = loops.executors.map { executor in
            .makeBoxSendingValue(ClientLoop(executor), eventLoop: executor.eventLoop)
        }
    }

    /// Sends a request and returns once the response's head is there, and its body too where that
    /// is small.
    ///
    /// When the caller's task is cancelled the request's stream is reset at once.
    /// - Parameter deadline: covers the response to its last byte; what is left of it travels.
    public func send(
        _ request: ClientRequest,
        to upstream: Upstream,
        deadline: Deadline
    ) async throws(ClientError) -> ClientResponse {
        if case .pushed = request.body {
            throw ClientError(.invalidRequest, mayHaveBeenProcessed: false)
        }
        let result =
            if let here = currentLoop {
                await here.value.response(to: request, from: upstream, deadline: deadline)
            } else {
                await responseElsewhere(to: request, from: upstream, deadline: deadline)
            }
        return try result.get()
    }

    private var currentLoop: NIOLoopBoundBox<ClientLoop>? {
        guard let current = MultiThreadedEventLoopGroup.currentEventLoop else { return nil }
        return loops.first { $0.eventLoop === current }
    }

    /// For a caller on another thread: the loops take turns, and the call is begun and cancelled on
    /// its loop in the order in which that was asked for.
    private func responseElsewhere(
        to request: ClientRequest,
        from upstream: Upstream,
        deadline: Deadline
    ) async -> Result<ClientResponse, ClientError> {
        let turn = next.add(1, ordering: .relaxed).oldValue & .max
        let loop = loops[turn % loops.count]
        let eventLoop = loop.eventLoop
        let call = NIOLoopBoundBox.makeBoxSendingValue(RemoteCall(), eventLoop: eventLoop)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                eventLoop.execute {
                    call.value.begin(continuation) {
                        loop.value.begin(request, to: upstream, deadline: deadline)
                    }
                }
            }
        } onCancel: {
            eventLoop.execute { call.value.cancel() }
        }
    }

    /// What it holds for that service.
    public func counters(of upstream: Upstream) async -> ClientCounters {
        var sum = ClientCounters()
        for loop in loops {
            let counters = try? await loop.eventLoop.submit { loop.value.counters(of: upstream) }
                .get()
            sum = sum + (counters ?? ClientCounters())
        }
        return sum
    }

    /// The part of the client that belongs to that loop; to be called on it.
    /// - Returns: nil where the loop is not one of the client's.
    public func loop(of executor: LoopExecutor) -> ClientLoop? {
        loops.first { $0.eventLoop === executor.eventLoop }?.value
    }

    /// Ends all requests and closes all connections.
    public func close() async {
        for loop in loops { try? await loop.eventLoop.submit { loop.value.close() }.get() }
    }
}
