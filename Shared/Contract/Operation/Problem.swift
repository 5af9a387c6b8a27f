/// A refusal as it is sent: `application/problem+json`, RFC 9457.
public struct Problem: Hashable, Sendable {
    /// A name for the kind of problem, the same every time.
    public var type: String
    /// The same words for the same type.
    public var title: String
    /// The HTTP status.
    public var status: Int
    /// What happened, for people.
    public var detail: String
    /// What happened, for programs.
    public var code: String
    /// What to quote to those who read the logs.
    public var requestID: String?
    /// All faulty fields.
    public var errors: [FieldError]?
    /// States that would have been allowed.
    public var allowed: [String]?

    /// Takes every part.
    public init(
        type: String,
        title: String,
        status: Int,
        detail: String,
        code: String,
        requestID: String? = nil,
        errors: [FieldError]? = nil,
        allowed: [String]? = nil
    ) {
        self.type = type
        self.title = title
        self.status = status
        self.detail = detail
        self.code = code
        self.requestID = requestID
        self.errors = errors
        self.allowed = allowed
    }

    /// The refusal as it is sent in answer to a request.
    public init(_ refusal: Refusal, requestID: String?) {
        self.init(
            type: "\(Self.namespace)\(refusal.code.rawValue)",
            title: refusal.code.title,
            status: refusal.code.status,
            detail: refusal.detail,
            code: refusal.reason ?? refusal.code.rawValue,
            requestID: requestID,
            errors: refusal.errors.isEmpty ? nil : refusal.errors,
            allowed: refusal.allowed.isEmpty ? nil : refusal.allowed
        )
    }

    /// The refusal that a peer sent; `nil` for a type that is none of ours.
    public var refusal: Refusal? {
        guard type.hasPrefix(Self.namespace),
            let kind = Refusal.Code(rawValue: String(type.dropFirst(Self.namespace.count)))
        else { return nil }
        var refusal = Refusal(kind, detail, reason: code == kind.rawValue ? nil : code)
        refusal.errors = errors ?? []
        refusal.allowed = allowed ?? []
        return refusal
    }

    /// The media type of a problem.
    public static let mediaType = "application/problem+json"
    private static let namespace = "urn:vouch:problem:"
}

extension Problem: WireObject {
    /// The fields as they are sent.
    public static let shape = Shape(
        Problem.init(type:title:status:detail:code:requestID:errors:allowed:),
        Field("type", \.type, about: "A name for the kind of problem."),
        Field("title", \.title, about: "The same words for the same type."),
        Field("status", \.status, about: "The HTTP status."),
        Field("detail", \.detail, about: "What happened, for people."),
        Field("code", \.code, about: "What happened, for programs."),
        Field("request_id", \.requestID, about: "What to quote to those who read the logs."),
        Field("errors", \.errors, about: "All faulty fields."),
        Field("allowed", \.allowed, about: "States that would have been allowed.")
    )
}
