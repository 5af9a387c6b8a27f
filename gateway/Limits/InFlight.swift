import Synchronization
import Vocabulary

/// Requests under way, per service and in all. One more than the limit is turned away at once: a
/// client that hears 503 early can go elsewhere, one that waits in a line cannot.
final class InFlight: Sendable {
    /// What may be under way at once.
    struct Limits: Sendable {
        /// Requests to one service. 2 000 at 10 ms each are 200 000 a second.
        var perService = 2_000
        /// Requests in all, so that the memory they hold is bounded: 4 000 × 2 × 64 KiB of windows
        /// are 512 MiB at worst.
        var total = 4_000
        /// Open streams of server-sent events, which would hold a request's place for ever.
        var eventStreams = 10_000
    }

    private let limits: Limits
    private let total = Counter()
    private let eventStreams = Counter()
    private let services: [Counter]

    private final class Counter: Sendable {
        let value = Atomic<Int>(0)

        /// Counts one more, unless that is more than `limit`.
        func enter(_ limit: Int) -> Bool {
            if value.add(1, ordering: .relaxed).newValue <= limit { return true }
            leave()
            return false
        }

        func leave() { value.subtract(1, ordering: .relaxed) }
    }

    init(_ limits: Limits) {
        self.limits = limits
        services = Service.allCases.map { _ in Counter() }
    }

    /// What one request holds until it gives it back.
    enum Place {
        case none
        case request(Service)
        case eventStream
    }

    /// - Returns: false where there is no place.
    func enter(_ service: Service) -> Bool {
        guard services[service.place].enter(limits.perService) else { return false }
        guard total.enter(limits.total) else {
            services[service.place].leave()
            return false
        }
        return true
    }

    /// A request has turned out to be a stream of events: it frees its place for others.
    /// - Returns: what it holds now; `none` where there are too many streams.
    func becameEventStream(_ place: Place) -> Place {
        leave(place)
        return eventStreams.enter(limits.eventStreams) ? .eventStream : .none
    }

    func leave(_ place: Place) {
        switch place {
        case .none: break
        case .request(let service):
            services[service.place].leave()
            total.leave()
        case .eventStream: eventStreams.leave()
        }
    }

    var requests: Int { total.value.load(ordering: .relaxed) }
    var streams: Int { eventStreams.value.load(ordering: .relaxed) }
}

extension Service {
    /// Its place in tables by service.
    var place: Int {
        switch self {
        case .gateway: 0
        case .identity: 1
        case .interviews: 2
        case .matching: 3
        case .talent: 4
        case .feedback: 5
        }
    }
}
