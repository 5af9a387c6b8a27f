/// Why a request has no answer.
public struct ClientError: Error, Sendable, Hashable {
    /// What went wrong.
    public let reason: Reason
    /// Whether the service may have acted on the request, in this attempt or in an earlier one.
    public let mayHaveBeenProcessed: Bool

    init(_ reason: Reason, mayHaveBeenProcessed: Bool) {
        self.reason = reason
        self.mayHaveBeenProcessed = mayHaveBeenProcessed
    }

    /// What can go wrong.
    public enum Reason: Sendable, Hashable {
        /// The request cannot be sent: a target with spaces, a method that is no token, headers of
        /// more than 64 KiB.
        case invalidRequest
        /// The service has no address, or none of its names could be looked up in time.
        case noAddress
        /// No connection could be made.
        case connectFailed
        /// The peer's certificate or its TLS was not acceptable.
        case handshakeFailed(TLSError)
        /// Every connection is full, and so is the waiting line, or the wait took too long.
        case overloaded
        /// The peer refused the request without looking at it, and went on refusing.
        case refused
        /// The connection was lost before the response was whole.
        case connectionLost
        /// The peer ended the exchange with this code (RFC 9113, section 7).
        case reset(code: UInt32)
        /// The deadline passed.
        case deadlinePassed
        /// Nothing moved for `progressTimeout`.
        case stalled
        /// The caller's task was cancelled.
        case cancelled
        /// The peer broke the protocol.
        case malformedResponse
        /// The header list of the response is larger than its limit.
        case headersTooLarge
        /// The body of the response is larger than its limit.
        case bodyTooLarge
        /// The closure that writes the request's body failed.
        case requestBodyFailed
        /// The client has been closed.
        case closed
    }
}

extension BodyError {
    /// What a body's reader or writer sees of an exchange's failure.
    init(_ reason: ClientError.Reason) {
        self =
            switch reason {
            case .deadlinePassed, .stalled: .timedOut
            case .bodyTooLarge: .tooLarge
            case .malformedResponse, .headersTooLarge, .invalidRequest: .malformed
            case .cancelled: .cancelled
            case .noAddress, .connectFailed, .handshakeFailed, .overloaded, .refused,
                .connectionLost, .reset, .requestBodyFailed, .closed:
                .peerGone
            }
    }
}
