import Synchronization

/// Whether the gateway can do its work: told by who asks the services, read by who is asked.
final class Readiness: Sendable {
    private let areServicesReady = Atomic<Bool>(false)
    private let isStopping: @Sendable () -> Bool

    init(isStopping: @escaping @Sendable () -> Bool) { self.isStopping = isStopping }

    /// What a balancer asks: no more once the program is about to stop.
    var isReady: Bool { areServicesReady.load(ordering: .relaxed) && !isStopping() }

    func set(_ areReady: Bool) { areServicesReady.store(areReady, ordering: .relaxed) }
}
