import Crypto
import FoundationEssentials
import HTTP

/// `/docs`: one page, nothing from elsewhere, nothing that the policy does not name by its hash.
struct DocumentationPage {
    let response: Response

    init() {
        let style = PackageResources.docs_css
        let script = PackageResources.docs_js
        var page = PackageResources.docs_html
        Self.replace("/*style*/", by: style, in: &page)
        Self.replace("/*script*/", by: script, in: &page)
        var headers = Headers()
        headers.append(.contentType, "text/html; charset=utf-8" as StaticString)
        headers.append(.cacheControl, "no-cache" as StaticString)
        headers.append(.contentPolicy, Self.policy(style: style, script: script))
        headers.append(.referrerPolicy, "no-referrer" as StaticString)
        response = Response(.ok, headers: headers, body: .bytes(page))
    }

    /// The script may call this origin; nothing else may do anything.
    private static func policy(style: [UInt8], script: [UInt8]) -> String {
        """
        default-src 'none'; style-src '\(hash(style))'; script-src '\(hash(script))'; \
        connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; \
        frame-ancestors 'none'
        """
    }

    private static func hash(_ bytes: [UInt8]) -> String {
        "sha256-\(Data(SHA256.hash(data: bytes)).base64EncodedString())"
    }

    private static func replace(_ mark: String, by bytes: [UInt8], in page: inout [UInt8]) {
        let mark = Array(mark.utf8)
        let last = page.count - mark.count
        let place = (0...last).first { page[$0..<($0 + mark.count)].elementsEqual(mark) }
        guard let place else { return }
        page.replaceSubrange(place..<(place + mark.count), with: bytes)
    }
}

extension HeaderName {
    static let contentPolicy: HeaderName = "content-security-policy"
    static let referrerPolicy: HeaderName = "referrer-policy"
}
