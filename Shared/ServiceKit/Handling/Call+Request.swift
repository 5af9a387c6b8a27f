import Contract
import HTTP
import Tokens
import Vocabulary

extension Call {
    /// The longest text of an IPv6 address, with room for a zone.
    private static let addressLengthMax = 64

    /// Takes who asks, and under which conditions, from a request's headers.
    mutating func identify(
        _ request: Request,
        _ endpoint: Endpoint,
        _ runtime: Runtime
    ) throws(Refusal) {
        let headers = request.headers
        try authenticate(headers, endpoint, runtime)
        if let bytes = headers["idempotency-key"] {
            guard let key = IdempotencyKey(utf8: bytes.span) else {
                throw Refusal(.malformed, "Idempotency-Key is 1 to 200 visible ASCII characters.")
            }
            idempotencyKey = key
        }
        if let bytes = headers["if-match"] {
            guard let ifMatch = IfMatch(utf8: bytes.span) else {
                throw Refusal(.malformed, "If-Match is * or a list of entity tags.")
            }
            self.ifMatch = ifMatch
        }
        remoteAddress = request.connection.remoteAddress
        if let forwarded = headers["x-forwarded-for"], forwarded.count <= Self.addressLengthMax {
            remoteAddress = String(decoding: forwarded, as: UTF8.self)
        }
    }

    private mutating func authenticate(
        _ headers: Headers,
        _ endpoint: Endpoint,
        _ runtime: Runtime
    ) throws(Refusal) {
        if let header = headers[.authorization] {
            do throws(Refusal) {
                try believe(header, runtime)
            } catch {
                // Where anyone may ask, a token that is not believed is no token at all.
                guard endpoint.audience.needsNoToken else { throw error }
            }
        }
        switch endpoint.audience.admits(principal, to: endpoint.name) {
        case .admitted: break
        case .unknown: throw Refusal(.unauthenticated, "Sign in first.")
        case .forbidden: throw Refusal(.forbidden, "This operation is not yours to call.")
        }
    }

    private mutating func believe(
        _ header: ArraySlice<UInt8>,
        _ runtime: Runtime
    ) throws(Refusal) {
        guard let token = BearerToken.find(in: header) else {
            throw Refusal(.unauthenticated, "Authorization must be a bearer token.")
        }
        do throws(TokenRefusal) {
            principal = try runtime.verifier.verify(token.span, at: runtime.now()).principal
            self.token = Confidential(String(decoding: token, as: UTF8.self))
        } catch {
            if error == .unknownKey {
                runtime.trust.unknownKey()
                // Nobody's token can be said to be wrong before identity's keys are known.
                guard runtime.trust.isReady else { throw .unavailable(retryAfterSeconds: 1) }
            }
            throw Refusal(.unauthenticated, "The token is not valid.", reason: Self.word(error))
        }
    }

    /// A page has to tell "sign in again" from "you were signed out"; what exactly is wrong with
    /// other tokens helps only whoever tries them out.
    private static func word(_ refusal: TokenRefusal) -> String? {
        switch refusal {
        case .expired: "token_expired"
        case .revoked: "token_revoked"
        case .tooLong, .malformed, .foreignHeader, .wrongAlgorithm, .unknownKey, .wrongType,
            .badSignature, .badClaims, .wrongIssuer, .wrongAudience, .notYetValid, .livesTooLong:
            nil
        }
    }
}

extension RequestParts {
    /// Takes the parts of a request, with its whole body.
    init(
        _ request: Request,
        _ parameters: PathParameters,
        _ endpoint: Endpoint
    ) async throws(Refusal) {
        let head = request.head
        let body: [UInt8]
        do throws(BodyError) {
            body = try await request.body.collect(upTo: endpoint.bodyBytesMax)
        } catch {
            throw Refusal(error)
        }
        var mediaType = ""
        if !body.isEmpty, let type = head.headers[.contentType] {
            mediaType = Self.mediaType(type.span)
        }
        let query = head.query
        self.init(
            // Without a query the target is the path, and nothing is copied.
            path: query == nil ? head.target : Array(head.path),
            parameters: parameters,
            query: query ?? [],
            mediaType: mediaType,
            body: body
        )
    }
}

extension Refusal {
    /// Why a body was not read.
    init(_ error: BodyError) {
        self =
            switch error {
            case .tooLarge: Refusal(.tooLarge, "The body is too large.")
            case .timedOut: .timedOut
            case .peerGone, .cancelled, .alreadyReading, .malformed:
                Refusal(.malformed, "The body did not arrive whole.")
            }
    }
}

extension Verb {
    /// What a method asks for; nil for what none of our operations is. HEAD is GET whose body is
    /// not sent.
    init?(_ method: Method) {
        switch method {
        case .get, .head: self = .get
        case .post: self = .post
        case .put: self = .put
        case .patch: self = .patch
        case .delete: self = .delete
        case .options, .other: return nil
        }
    }
}
