/// What was sent on one connection and is not answered yet. Pure: results come in, finished
/// segments go out; tested without sockets.
///
/// A segment is everything up to one Sync: the server runs it as one transaction (outside of an
/// explicit one), and after an error skips to its end.
struct Pipeline<Caller, Answer> {
    /// The steps that a segment may consist of, in the order in which they are sent.
    struct Steps: OptionSet {
        let rawValue: UInt8
        static var deallocate: Steps { Steps(rawValue: 1) }
        static var begin: Steps { Steps(rawValue: 2) }
        static var prepareScope: Steps { Steps(rawValue: 4) }
        static var scope: Steps { Steps(rawValue: 8) }
        static var prepare: Steps { Steps(rawValue: 16) }
        static var statement: Steps { Steps(rawValue: 32) }

        /// The step that comes first; empty when there is none.
        var next: Steps { Steps(rawValue: rawValue & (0 &- rawValue)) }
    }

    struct Segment {
        let caller: Caller
        /// What was sent.
        let steps: Steps
        /// When it was sent, in the driver's nanoseconds.
        let sentAt: Int64
        /// What has not been answered yet.
        fileprivate(set) var open: Steps
        /// What was answered without an error.
        fileprivate(set) var done: Steps = []
        fileprivate(set) var answer: Answer?
        fileprivate(set) var error: PostgresError?

        init(_ caller: Caller, steps: Steps, sentAt: Int64) {
            self.caller = caller
            self.steps = steps
            self.sentAt = sentAt
            open = steps
        }

        /// Sent, but answered by an error or not at all.
        var undone: Steps { steps.subtracting(done) }
    }

    enum Event {
        /// The step succeeded; rows only matter of the statement itself.
        case success(Answer?)
        /// The step failed, or, when no step is open, the commit at the Sync did.
        case failure(PostgresError)
        /// The step was skipped because an earlier one failed.
        case skipped
        /// libpq's NULL: all of a step's results were given.
        case end
        case sync
    }

    /// What the connection did not expect; it cannot be used any more.
    struct ProtocolViolation: Error {}

    private var segments = Queue<Segment>()

    var count: Int { segments.count }
    var isEmpty: Bool { segments.isEmpty }
    var first: Segment? { segments.first }

    /// True when the next result is the caller's own.
    var isAtStatement: Bool { segments.first?.open.next == .statement }

    func contains(where matches: (Segment) -> Bool) -> Bool { segments.contains(where: matches) }
    func forEach(_ body: (Segment) -> Void) { segments.forEach(body) }

    mutating func sent(_ segment: Segment) {
        segments.append(segment)
    }

    /// - Returns: the first segment, when this was the end of it.
    mutating func receive(_ event: Event) throws(ProtocolViolation) -> Segment? {
        guard !segments.isEmpty else { throw ProtocolViolation() }
        if case .sync = event {
            let segment = segments.popFirst()
            guard segment?.open == [] || segment?.error != nil else { throw ProtocolViolation() }
            return segment
        }
        segments.first?.receive(event)
        return nil
    }

    /// Gives up on everything, in the order in which it was sent.
    mutating func removeAll() -> [Segment] { segments.removeAll() }
}

extension Pipeline.Segment {
    fileprivate mutating func receive(_ event: Pipeline.Event) {
        switch event {
        case .success(let answer):
            if open.next == .statement { self.answer = answer }
            done.formUnion(open.next)
        case .failure(let error):
            // The first error is the cause of those that follow.
            if self.error == nil { self.error = error }
            done.subtract(open.next)
        case .skipped:
            break
        case .end:
            open.subtract(open.next)
        case .sync:
            break
        }
    }
}
