/// Held by every copy of a reader: once none is left, what is still to come is of no use to anyone.
final class ReaderLease: Sendable {
    private let abandoned: @Sendable () -> Void

    init(abandoned: @escaping @Sendable () -> Void) { self.abandoned = abandoned }

    deinit { abandoned() }
}
