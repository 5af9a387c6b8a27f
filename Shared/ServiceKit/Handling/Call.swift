public import Contract
public import HTTP
public import Vocabulary

/// Who asks, and under which conditions: what a handler knows of a request beside its fields.
public struct Call: Sendable {
    /// Whom a verified token speaks for; nil where anyone may ask and there was no valid token.
    public var principal: Principal?
    /// What the caller calls this act of theirs.
    public var idempotencyKey: IdempotencyKey?
    /// The versions that the caller is prepared to change.
    public var ifMatch: IfMatch?
    /// Which request this is, in every log.
    public var trace: Trace
    /// When the answer is of no more use.
    public var deadline: Deadline
    /// The address the request came from: the client's, as the gateway says. For limits only.
    public var remoteAddress: String?

    /// Takes every part.
    public init(
        principal: Principal? = nil,
        idempotencyKey: IdempotencyKey? = nil,
        ifMatch: IfMatch? = nil,
        trace: Trace = Trace(),
        deadline: Deadline = .after(.seconds(30)),
        remoteAddress: String? = nil
    ) {
        self.principal = principal
        self.idempotencyKey = idempotencyKey
        self.ifMatch = ifMatch
        self.trace = trace
        self.deadline = deadline
        self.remoteAddress = remoteAddress
    }

    /// Whom the request comes from.
    public var caller: Principal {
        get throws(Refusal) {
            guard let principal else { throw Refusal(.unauthenticated, "Sign in first.") }
            return principal
        }
    }

    /// The tenant whose rows the caller may see.
    public var organization: OrganizationID {
        get throws(Refusal) {
            guard let organization = try caller.organization else {
                throw Refusal(.forbidden, "This is for members of an organization.")
            }
            return organization
        }
    }
}

/// What names a request in logs, here and in every service that it leads to.
public struct Trace: Sendable, Hashable {
    /// Quoted by whoever asks about the request: 1 to 64 letters, digits, `.`, `_` and `-`.
    public let requestID: String
    /// W3C Trace Context, as it travels.
    public let traceparent: String

    static let requestIDLengthMax = 64

    /// A request that begins here.
    public init() { self.init(requestID: nil, traceparent: nil) }

    /// Takes what came with a request; makes what is missing or malformed.
    public init(requestID: String?, traceparent: String?) {
        self.requestID = requestID.flatMap { Self.isRequestID($0) ? $0 : nil } ?? Self.hex(16)
        self.traceparent =
            traceparent.flatMap { Self.isTraceparent($0) ? $0 : nil }
            ?? "00-\(Self.hex(16))-\(Self.hex(8))-01"
    }

    private static func isRequestID(_ text: String) -> Bool {
        1...requestIDLengthMax ~= text.utf8.count
            && text.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                    || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains(byte)
            }
    }

    /// Version 00: `00-<32 hex>-<16 hex>-<2 hex>`, the identifiers not all zero.
    private static func isTraceparent(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 32, 16, 2], parts[0].elementsEqual("00".utf8) else {
            return false
        }
        let isHex = text.utf8.allSatisfy { byte in
            UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte || byte == UInt8(ascii: "-")
        }
        return isHex && parts[1...2].allSatisfy { part in
            part.contains { $0 != UInt8(ascii: "0") }
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func hex(_ count: Int) -> String {
        unsafe String(unsafeUninitializedCapacity: count * 2) { buffer in
            var generator = SystemRandomNumberGenerator()
            for index in 0..<count * 2 {
                unsafe buffer[index] = digits[Int.random(in: 0...15, using: &generator)]
            }
            return count * 2
        }
    }
}
