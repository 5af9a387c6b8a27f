/// A request that is not granted, in the words that the caller may read.
public struct Refusal: Error, Hashable, Sendable {
    /// The reasons there are, each with its status.
    public enum Code: String, CaseIterable, Sendable {
        /// Merged into another record: look there.
        case moved
        /// Not JSON, or not HTTP.
        case malformed
        /// No valid token.
        case unauthenticated
        /// Known, but this operation is for others.
        case forbidden
        /// No such path, no such record, or somebody else's record.
        case notFound = "not_found"
        /// The path is there, the verb is not.
        case methodNotAllowed = "method_not_allowed"
        /// The state forbids it.
        case conflict
        /// It was there, and will not be again.
        case gone
        /// `If-Match` names another version.
        case preconditionFailed = "precondition_failed"
        /// The body is too long.
        case tooLarge = "too_large"
        /// The body is of another type than the operation takes.
        case unsupportedMedia = "unsupported_media"
        /// JSON with faults, all of them named.
        case invalid
        /// An `Idempotency-Key` that came with another request before.
        case keyReused = "idempotency_key_reused"
        /// Too many requests; wait.
        case rateLimited = "rate_limited"
        /// Our mistake; the log knows more.
        case failed = "internal"
        /// This installation cannot do it.
        case notConfigured = "not_configured"
        /// A service broke off before it had answered.
        case badGateway = "bad_gateway"
        /// Not now; try again.
        case unavailable
        /// The deadline has passed.
        case timedOut = "timed_out"

        /// The HTTP status.
        public var status: Int {
            switch self {
            case .moved: 301
            case .malformed: 400
            case .unauthenticated: 401
            case .forbidden: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .conflict: 409
            case .gone: 410
            case .preconditionFailed: 412
            case .tooLarge: 413
            case .unsupportedMedia: 415
            case .invalid, .keyReused: 422
            case .rateLimited: 429
            case .failed: 500
            case .notConfigured: 501
            case .badGateway: 502
            case .unavailable: 503
            case .timedOut: 504
            }
        }

        /// The same words every time.
        public var title: String {
            switch self {
            case .moved: "Moved"
            case .malformed: "Malformed request"
            case .unauthenticated: "Not signed in"
            case .forbidden: "Not allowed"
            case .notFound: "Not found"
            case .methodNotAllowed: "Method not allowed"
            case .conflict: "Conflict"
            case .gone: "Gone"
            case .preconditionFailed: "Changed meanwhile"
            case .tooLarge: "Too large"
            case .unsupportedMedia: "Unsupported media type"
            case .invalid: "Invalid content"
            case .keyReused: "Idempotency key reused"
            case .rateLimited: "Too many requests"
            case .failed: "Internal error"
            case .notConfigured: "Not configured"
            case .badGateway: "Bad gateway"
            case .unavailable: "Unavailable"
            case .timedOut: "Timed out"
            }
        }
    }

    /// Why.
    public var code: Code
    /// A sentence for people.
    public var detail: String
    /// A finer word for programs, in snake_case, where the code does not say enough.
    public var reason: String?
    /// All faulty fields.
    public var errors: [FieldError] = []
    /// States that would have been allowed.
    public var allowed: [String] = []
    /// When to try again, in seconds: the `Retry-After` header.
    public var retryAfterSeconds: Int?
    /// Where to look instead: the `Location` header.
    public var location: String?

    /// - Parameters:
    ///   - code: why.
    ///   - detail: a sentence for people; it must hold nothing that the caller may not know.
    ///   - reason: a finer word for programs.
    public init(_ code: Code, _ detail: String, reason: String? = nil) {
        self.code = code
        self.detail = detail
        self.reason = reason
    }

    /// No such record, or none that the caller may know of.
    public static func notFound(_ detail: String = "There is nothing here.") -> Refusal {
        Refusal(.notFound, detail)
    }

    /// The state forbids it; these states would be allowed.
    public static func conflict(
        _ detail: String,
        reason: String? = nil,
        allowed: [String] = []
    ) -> Refusal {
        var refusal = Refusal(.conflict, detail, reason: reason)
        refusal.allowed = allowed
        return refusal
    }

    /// Faulty fields, all at once.
    public static func invalid(_ errors: [FieldError]) -> Refusal {
        var refusal = Refusal(.invalid, "The request has faults; see `errors`.")
        refusal.errors = errors
        return refusal
    }

    /// Not now.
    public static func unavailable(retryAfterSeconds: Int) -> Refusal {
        var refusal = Refusal(.unavailable, "Try again in a moment.")
        refusal.retryAfterSeconds = retryAfterSeconds
        return refusal
    }
}

/// An error that knows what its caller may read of it; one exhaustive switch.
public protocol Refusable: Error {
    /// What the caller may read.
    var refusal: Refusal { get }
}

extension Refusal: Refusable {
    /// Itself.
    public var refusal: Refusal { self }
}
