import Synchronization

/// Whether the gateway can do its work: told by who asks the services, read by who is asked.
final class Readiness: Sendable {
    private let ready = Atomic<Bool>(false)

    var isReady: Bool { ready.load(ordering: .relaxed) }

    func set(_ isReady: Bool) { ready.store(isReady, ordering: .relaxed) }
}
