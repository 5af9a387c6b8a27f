import HTTP

/// What names a request in logs, here and in every service that it leads to.
public struct Trace: Sendable, Hashable {
    /// Quoted by whoever asks about the request: 1 to 64 letters, digits, `.`, `_` and `-`.
    public let requestID: String
    private let context: TraceContext

    static let requestIDLengthMax = 64

    /// A request that begins here.
    public init() {
        context = .random()
        requestID = context.id
    }

    /// Takes what came with a request; makes what is missing or malformed.
    init(_ headers: Headers) {
        context =
            headers[.traceparent].flatMap { TraceContext(continuing: $0.span) } ?? .random()
        requestID = Self.requestID(headers[.requestID]) ?? TraceContext.random().id
    }

    /// The `traceparent` of what is asked of others (W3C Trace Context).
    public var traceparent: String { context.text }

    /// The trace's own name, 32 hexadecimal digits.
    public var id: String { context.id }

    private static func requestID(_ bytes: ArraySlice<UInt8>?) -> String? {
        guard let bytes, 1...requestIDLengthMax ~= bytes.count, bytes.allSatisfy(isAllowed) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        case _: false
        }
    }
}
