import Contract
import Crypto
import FoundationEssentials
import HTTP
import Vocabulary

/// What the gateway shows itself: the contract, a page to read and try it on, and its health.
/// Made once, when it starts.
struct Pages: Sendable {
    /// A page that a person can read the contract on, and try it.
    let documentation: Response
    /// Alive.
    let health = Self.word(.ok, "alive")
    private let text: [UInt8]
    private let tag: [UInt8]

    init() {
        text = Array(OpenAPIDocument.text().utf8)
        let digest = Base64URL.encode(SHA256.hash(data: text))
        tag = [UInt8(ascii: "\"")] + digest + [UInt8(ascii: "\"")]
        documentation = DocumentationPage().response
    }

    /// OpenAPI 3.1, or that nothing has changed.
    func contract(_ headers: Headers) -> Response {
        var fields = Headers()
        fields.append(.entityTag, tag.span)
        fields.append(.cacheControl, "no-cache" as StaticString)
        if headers[.ifNoneMatch]?.elementsEqual(tag) == true {
            return Response(Status(304), headers: fields)
        }
        fields.append(.contentType, "application/json" as StaticString)
        return Response(.ok, headers: fields, body: .bytes(text))
    }

    func readiness(_ isReady: Bool) -> Response {
        isReady ? Self.word(.ok, "ready") : Self.word(.unavailable, "not_ready")
    }

    private static func word(_ status: Status, _ word: String) -> Response {
        var response = Response.json(Array(#"{"status":"\#(word)"}"#.utf8), status: status)
        response.headers.append(.cacheControl, "no-store" as StaticString)
        return response
    }
}

extension HeaderName {
    static let entityTag: HeaderName = "etag"
    static let ifNoneMatch: HeaderName = "if-none-match"
}
