/// A status code (RFC 9110, section 15), 100 to 599.
public struct Status: Sendable, Hashable {
    public let code: Int

    /// - Precondition: `code` has three digits.
    public init(_ code: Int) {
        precondition((100...999).contains(code), "a status code has three digits")
        self.code = code
    }

    /// Whether the answer is an interim one, which another follows.
    public var isInformational: Bool { code < 200 }

    /// Whether an answer of this status never carries a body (RFC 9110, section 6.4.1).
    public var forbidsBody: Bool { code < 200 || code == 204 || code == 304 }

    public static let `continue` = Status(100)
    public static let ok = Status(200)
    public static let created = Status(201)
    public static let accepted = Status(202)
    public static let noContent = Status(204)
    public static let badRequest = Status(400)
    public static let unauthorized = Status(401)
    public static let forbidden = Status(403)
    public static let notFound = Status(404)
    public static let conflict = Status(409)
    public static let contentTooLarge = Status(413)
    public static let unprocessable = Status(422)
    public static let tooManyRequests = Status(429)
    public static let headersTooLarge = Status(431)
    public static let internalError = Status(500)
    public static let notImplemented = Status(501)
    public static let badGateway = Status(502)
    public static let unavailable = Status(503)
}
