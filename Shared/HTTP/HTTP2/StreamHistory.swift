/// Which streams a client has opened, so that it opens none a second time
/// (RFC 9113, section 5.1.1). The library forgets a stream when it closes.
struct StreamHistory {
    private var highest: Int32 = 0
    /// Streams that this side reset, newest last: until the client learns of it, it may send their
    /// trailers.
    private var reset: [Int32] = []

    /// More than a polite client has under way at once.
    private static let resetMax = 128

    enum Opening {
        case new
        /// The client did not know yet that the stream was reset.
        case late
        /// The client has used the identifier already, or has passed it by.
        case wrong
    }

    /// HEADERS have come for a stream that is not open.
    mutating func open(_ id: Int32) -> Opening {
        guard id <= highest else {
            highest = id
            return .new
        }
        return reset.contains(id) ? .late : .wrong
    }

    mutating func noteReset(_ id: Int32) {
        if reset.count == Self.resetMax { reset.removeFirst() }
        reset.append(id)
    }
}
