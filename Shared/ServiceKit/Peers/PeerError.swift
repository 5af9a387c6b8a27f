public import Contract
import HTTP
public import Vocabulary

/// Why a peer did not do what it was asked.
public enum PeerError: Error, Sendable {
    /// It refused. What that means for our own caller is for the use case to say.
    case refused(Service, Refusal)
    /// No replica answered; what became of the request is not known.
    case unavailable(Service)
    /// The deadline passed.
    case timedOut(Service)
    /// The request could not be sent: our own fault.
    case notAsked(Service)
    /// It answered something that is not the operation's answer.
    case notUnderstood(Service, WireError)

    init(_ error: ClientError, of service: Service) {
        self =
            switch error.reason {
            case .deadlinePassed: .timedOut(service)
            case .invalidRequest, .requestBodyFailed: .notAsked(service)
            case .noAddress, .connectFailed, .handshakeFailed, .overloaded, .refused,
                .connectionLost, .reset, .stalled, .cancelled, .malformedResponse,
                .headersTooLarge, .bodyTooLarge, .closed:
                .unavailable(service)
            }
    }

    /// Whether it has understood, and will say no again.
    public var isFinal: Bool {
        guard let refusal = refused else { return false }
        switch refusal.code {
        case .moved, .malformed, .conflict, .gone, .preconditionFailed, .tooLarge,
            .unsupportedMedia, .invalid, .keyReused:
            return true
        // Without a reason it may be a peer older than we are, which does not know the path yet.
        case .notFound: return refusal.reason != nil
        case .unauthenticated, .forbidden, .methodNotAllowed, .rateLimited, .failed,
            .notConfigured, .badGateway, .unavailable, .timedOut:
            return false
        }
    }

    /// Whether something is wrong with it, or with what it was asked.
    public var isFault: Bool {
        switch self {
        case .refused(_, let refusal): refusal.code == .failed
        case .notAsked, .notUnderstood: true
        case .unavailable, .timedOut: false
        }
    }

    /// What it said, where it refused.
    public var refused: Refusal? {
        guard case .refused(_, let refusal) = self else { return nil }
        return refusal
    }
}

extension PeerError: Refusable {
    /// Not now, where that may help; else our own fault. A use case that knows better says so
    /// itself: our caller has asked the peer for nothing.
    public var refusal: Refusal {
        switch self {
        case .unavailable: .unavailable(retryAfterSeconds: 1)
        case .timedOut: .timedOut
        case .refused(_, let refusal) where refusal.code == .timedOut: .timedOut
        case .refused(_, let refusal)
        where refusal.code == .unavailable || refusal.code == .rateLimited:
            .unavailable(retryAfterSeconds: refusal.retryAfterSeconds ?? 1)
        case .refused, .notAsked, .notUnderstood: .failed
        }
    }
}

extension PeerError: CustomStringConvertible {
    /// Which peer, and what kind of trouble; nothing that was asked or answered.
    public var description: String {
        switch self {
        case .refused(let service, let refusal):
            "\(service.rawValue) refused: \(refusal.code.rawValue)"
        case .unavailable(let service): "\(service.rawValue) does not answer"
        case .timedOut(let service): "\(service.rawValue) did not answer in time"
        case .notAsked(let service): "\(service.rawValue) could not be asked"
        case .notUnderstood(let service, _): "\(service.rawValue)'s answer was not understood"
        }
    }
}
