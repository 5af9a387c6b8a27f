/// The answer of an operation that is no JSON: a table to download, a stream of events. The
/// operation's `mediaType` says of what kind.
public struct Document: Hashable, Sendable {
    /// The answer itself is bytes.
    public init() {}
}

extension Document: Wire {
    /// Any answer will do.
    public static func read(
        _ node: Int,
        _ bounds: Bounds,
        _ reader: inout WireReader
    ) -> Document? {
        Document()
    }

    /// Writes nothing: the bytes are not written by the contract.
    public func write(to writer: inout WireWriter) {}

    /// Bytes.
    public static func schema(_ components: inout SchemaComponents) -> Schema { Schema(.document) }
}
