public import Vocabulary

/// One thing that a service does: the request's fields are the type's, and everything else that
/// server, client and documentation need to know stands beside them.
public protocol Operation: WireObject {
    /// What it answers.
    associatedtype Response: Wire

    /// Who does it.
    static var service: Service { get }
    /// Where it is found, and the status of its success.
    static var route: Route { get }
    /// Who may ask for it.
    static var audience: Audience { get }
    /// How it may fail, beside what any operation of its kind may fail with.
    static var refusals: [Refusal.Code] { get }
    /// What happens when it is asked for twice.
    static var idempotency: Idempotency { get }
    /// What its answer is made of: JSON, unless its `Response` is a `Document`.
    static var mediaType: String { get }
    /// What a body may be beside JSON, if it may.
    static var textBody: TextBody? { get }
    /// The largest body that it takes, in bytes; the gateway refuses a larger one.
    static var bodyBytesMax: Int { get }
    /// What it does, in a sentence or a few.
    static var about: String { get }
    /// One request and its answer.
    static var example: Example<Self> { get }
}

/// A body that is the text of one field as it stands, so that a file can be sent by itself. The
/// fields beside it then travel in the query.
public struct TextBody: Hashable, Sendable {
    /// What `Content-Type` says: `text/csv`.
    public let mediaType: String
    /// The field whose text it is.
    public let field: String

    /// Names both.
    public init(_ mediaType: String, of field: String) {
        self.mediaType = mediaType
        self.field = field
    }
}

/// A request and its answer, for the documentation and for tests.
public struct Example<Subject: Operation>: Sendable {
    /// What is asked.
    public let request: Subject
    /// What is answered.
    public let response: Subject.Response

    /// A request and its answer.
    public init(_ request: Subject, _ response: Subject.Response) {
        self.request = request
        self.response = response
    }
}

extension Operation {
    /// No refusals of its own.
    public static var refusals: [Refusal.Code] { [] }

    /// What the verb means by itself.
    public static var idempotency: Idempotency { .usual(for: route.verb) }

    /// JSON.
    public static var mediaType: String { "application/json" }

    /// Only JSON.
    public static var textBody: TextBody? { nil }

    /// What the transport takes where nothing else is said: 10 MiB.
    public static var bodyBytesMax: Int { Limits.bodyBytes }

    /// What a body may be, JSON first.
    static var requestMediaTypes: [String] {
        ["application/json"] + [textBody?.mediaType].compactMap(\.self)
    }

    /// The name of the operation: in scopes of API keys, metrics and the documentation.
    public static var name: String { String(describing: Self.self) }

    /// How it may fail: its own refusals, and those that follow from what it takes and whom.
    public static var allRefusals: [Refusal.Code] {
        // A parameter that nobody declared is invalid, even where there are none.
        var codes = Set(refusals).union([.malformed, .invalid, .rateLimited, .unavailable])
        if !audience.needsNoToken { codes.formUnion([.unauthenticated, .forbidden]) }
        if !route.parameters.isEmpty { codes.insert(.notFound) }
        if route.verb.hasBody, shape.names.count > route.parameters.count {
            codes.formUnion([.tooLarge, .unsupportedMedia])
        }
        if idempotency == .keyed { codes.insert(.keyReused) }
        if Response.self is any Versioned.Type, route.verb != .get, route.verb != .post {
            codes.insert(.preconditionFailed)
        }
        return Refusal.Code.allCases.filter(codes.contains)
    }
}

/// An operation without fields of its own.
public protocol PlainOperation: Operation {
    /// Asks for it.
    init()
}

extension PlainOperation {
    /// No fields.
    public static var shape: Shape<Self> { Shape(Self.init) }
}
