public import FoundationEssentials

/// Orders equal scores the same way on every machine, yet not always for the same person.
public struct TieBreak: Hashable, Comparable, Sendable {
    /// SHA-256 over the 16 bytes of the assignment's id and the 16 of the profile's.
    public let digest: [UInt8]

    public init(assignment: UUID, profile: UUID) {
        digest = SHA256.digest(of: assignment.bytes + profile.bytes)
    }

    /// The lower digest comes first.
    public static func < (a: Self, b: Self) -> Bool {
        a.digest.lexicographicallyPrecedes(b.digest)
    }
}

extension UUID {
    var bytes: [UInt8] {
        let u = uuid
        return [
            u.0, u.1, u.2, u.3, u.4, u.5, u.6, u.7, u.8, u.9, u.10, u.11, u.12, u.13, u.14, u.15,
        ]
    }
}
