/// Why bytes are not a snapshot that this index may use.
public enum SnapshotError: Error, Hashable, Sendable {
    /// Not a snapshot of this engine at all.
    case notASnapshot
    /// Written in another version of the format.
    case otherFormat
    /// Made under another policy or taxonomy: packed qualities would be wrong.
    case otherRules
    /// Ends too early.
    case truncated
    /// A checksum does not hold.
    case damaged
    /// Checksums hold, yet the content breaks a rule of the format.
    case malformed
}
