/// The bytes of a body on their way in. Confined to its connection's event loop.
///
/// Events in (`received`, `ended`, `failed`), the reader's pull, and credit given back for what it
/// took: at most one flow-control window is held.
final class InboundBody {
    private var pending: [UInt8] = []
    private var outcome: Outcome = .open
    private var waiter: CheckedContinuation<Void, Never>?
    private(set) var trailers = Headers()
    /// Called with the number of bytes that the reader took, so that the peer may send as many.
    private let credit: (Int) -> Void
    /// Called before the reader first waits: `100 Continue`, where the client waits for it.
    private var firstWait: (() -> Void)?

    private enum Outcome {
        case open, ended
        case failed(BodyError)
    }

    init(credit: @escaping (Int) -> Void, firstWait: (() -> Void)?) {
        self.credit = credit
        self.firstWait = firstWait
    }

    /// Bytes that nobody has taken yet.
    var unreadBytes: Int { pending.count }

    /// Whether somebody waits for more.
    var isAwaited: Bool { waiter != nil }

    func received(_ bytes: UnsafeRawBufferPointer) {
        unsafe pending.append(contentsOf: bytes)
        wake()
    }

    func ended(trailers: Headers) {
        guard case .open = outcome else { return }
        self.trailers = trailers
        outcome = .ended
        wake()
    }

    func failed(_ error: BodyError) {
        guard case .open = outcome else { return }
        pending = []
        outcome = .failed(error)
        wake()
    }

    func next() async throws(BodyError) -> [UInt8]? {
        guard waiter == nil else { throw .alreadyReading }
        while true {
            if !pending.isEmpty {
                let piece = pending
                pending = []
                credit(piece.count)
                return piece
            }
            switch outcome {
            case .failed(let error): throw error
            case .ended: return nil
            case .open: await wait()
            }
        }
    }

    private func wait() async {
        firstWait?()
        firstWait = nil
        await withCheckedContinuation { waiter = $0 }
    }

    private func wake() {
        let waiting = waiter
        waiter = nil
        waiting?.resume()
    }
}
