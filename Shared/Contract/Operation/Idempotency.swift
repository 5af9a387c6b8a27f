/// What happens when a request is sent twice.
public enum Idempotency: String, Sendable {
    /// It only reads.
    case safe
    /// The second changes nothing that the first has not changed.
    case idempotent
    /// The second is answered like the first where both carry the same `Idempotency-Key`.
    case keyed
    /// The answer holds a secret, which must not be stored, so it is not replayed.
    case exempt

    /// Whether a client may send the request again without knowing what became of it.
    public func mayRetry(withKey: Bool) -> Bool {
        switch self {
        case .safe, .idempotent: true
        case .keyed: withKey
        case .exempt: false
        }
    }

    /// What a verb means by itself.
    static func usual(for verb: Verb) -> Idempotency {
        switch verb {
        case .get: .safe
        case .put, .patch, .delete: .idempotent
        case .post: .keyed
        }
    }
}

/// The value of an `Idempotency-Key` header: what a client calls one act of its own.
public struct IdempotencyKey: Hashable, Sendable {
    /// The key as it came.
    public let text: String

    /// Long enough for anything; stored with every write.
    public static let lengthMax = 200

    /// `nil` unless it is 1 to 200 visible ASCII characters.
    public init?(utf8: Span<UInt8>) {
        guard 1...Self.lengthMax ~= utf8.count else { return nil }
        for index in utf8.indices {
            guard 0x21..<0x7F ~= utf8[index] else { return nil }
        }
        guard let text = String(utf8: utf8) else { return nil }
        self.text = text
    }
}
